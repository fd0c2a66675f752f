-- Work that comes due at a time, and who holds it on lease.
CREATE TABLE due_work
(
    kind        text NOT NULL,
    work_key    text NOT NULL,
    due_at      bigint NOT NULL,
    payload     text,
    attempts    integer NOT NULL,
    lease_owner text,
    lease_until bigint,
    PRIMARY KEY (kind, work_key)
);
CREATE INDEX due_work_due ON due_work (due_at);

-- Small things that have no table of their own, one JSON value each.
CREATE TABLE setting
(
    setting_key text NOT NULL PRIMARY KEY,
    value       text NOT NULL,
    updated_at  bigint NOT NULL
);

-- Keys of sources. The secret is random and 256 bits long, so its plain SHA-256 suffices.
CREATE TABLE api_key
(
    key_id       text NOT NULL PRIMARY KEY,
    source       text NOT NULL,
    label        text NOT NULL,
    verbs        text NOT NULL,
    secret_hash  text NOT NULL UNIQUE,
    created_at   bigint NOT NULL,
    expires_at   bigint,
    revoked_at   bigint,
    last_used_on text
);
CREATE INDEX api_key_source ON api_key (source);
