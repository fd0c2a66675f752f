-- The network with its labor rules is the fold of its events; the primary key is the check that nobody else wrote the same version.
CREATE TABLE network_event
(
    version     INTEGER NOT NULL PRIMARY KEY,
    event       TEXT NOT NULL,
    recorded_at INTEGER NOT NULL
);
