-- The network with its labor rules is the fold of its events; the primary key is the check that nobody else wrote the same version.
CREATE TABLE network_event
(
    version     bigint NOT NULL PRIMARY KEY,
    event       text NOT NULL,
    recorded_at bigint NOT NULL
);
