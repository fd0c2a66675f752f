-- Work that comes due at a time, and who holds it on lease.
CREATE TABLE due_work
(
    kind        TEXT NOT NULL,
    work_key    TEXT NOT NULL,
    due_at      INTEGER NOT NULL,
    payload     TEXT,
    attempts    INTEGER NOT NULL,
    lease_owner TEXT,
    lease_until INTEGER,
    PRIMARY KEY (kind, work_key)
);
CREATE INDEX due_work_due ON due_work (due_at);

-- Small things that have no table of their own, one JSON value each.
CREATE TABLE setting
(
    setting_key TEXT NOT NULL PRIMARY KEY,
    value       TEXT NOT NULL,
    updated_at  INTEGER NOT NULL
);

-- Keys of sources. The secret is random and 256 bits long, so its plain SHA-256 suffices.
CREATE TABLE api_key
(
    key_id       TEXT NOT NULL PRIMARY KEY,
    source       TEXT NOT NULL,
    label        TEXT NOT NULL,
    verbs        TEXT NOT NULL,
    secret_hash  TEXT NOT NULL UNIQUE,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER,
    revoked_at   INTEGER,
    last_used_on TEXT
);
CREATE INDEX api_key_source ON api_key (source);
