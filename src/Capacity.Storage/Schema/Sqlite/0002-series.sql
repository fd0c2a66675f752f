-- Times are milliseconds since 1970-01-01T00:00:00Z, durations are seconds, rows are clustered by time, then queue.

-- Closed intervals as telephony reports them: sums and counts, never averages.
CREATE TABLE interval_record
(
    interval_start          INTEGER NOT NULL,
    queue_id                TEXT NOT NULL,
    source                  TEXT NOT NULL,
    channel                 TEXT NOT NULL,
    interval_minutes        INTEGER NOT NULL,
    revision                INTEGER NOT NULL,
    attribution             TEXT NOT NULL,
    offered                 INTEGER NOT NULL,
    answered                INTEGER NOT NULL,
    abandoned               INTEGER,
    short_abandoned         INTEGER,
    blocked                 INTEGER,
    transferred_out         INTEGER,
    callbacks_requested     INTEGER,
    callbacks_completed     INTEGER,
    answered_within_target  INTEGER,
    abandoned_within_target INTEGER,
    target_seconds          REAL,
    sl_method               TEXT,
    talk_seconds            REAL,
    hold_seconds            REAL,
    wrap_seconds            REAL,
    wait_seconds_answered   REAL,
    wait_seconds_abandoned  REAL,
    max_wait_seconds        REAL,
    logged_in_seconds       REAL,
    ready_seconds           REAL,
    busy_seconds            REAL,
    not_ready_seconds       REAL,
    avg_concurrency         REAL,
    backlog_open_at_end     INTEGER,
    repeat_contacts         INTEGER,
    reasons                 TEXT,
    emotion_flagged         INTEGER,
    batch_id                TEXT NOT NULL,
    received_at             INTEGER NOT NULL,
    PRIMARY KEY (interval_start, queue_id, source, channel, interval_minutes)
) WITHOUT ROWID;

-- What a source sent at once, and the answer that it got.
CREATE TABLE ingest_batch
(
    batch_id    TEXT NOT NULL PRIMARY KEY,
    source      TEXT NOT NULL,
    kind        TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    received    INTEGER NOT NULL,
    reply       TEXT NOT NULL
);
CREATE INDEX ingest_batch_source ON ingest_batch (source, received_at);

-- A source's Idempotency-Key. Without a status it is still in progress; claimed_at tells an abandoned claim.
CREATE TABLE ingest_idempotency
(
    source          TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    body_hash       TEXT NOT NULL,
    claimed_at      INTEGER NOT NULL,
    status          INTEGER,
    reply           TEXT,
    PRIMARY KEY (source, idempotency_key)
) WITHOUT ROWID;
CREATE INDEX ingest_idempotency_age ON ingest_idempotency (claimed_at);

-- Records kept aside until a person maps their queue.
CREATE TABLE quarantine
(
    quarantine_id  INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id       TEXT NOT NULL,
    source         TEXT NOT NULL,
    kind           TEXT NOT NULL,
    external_queue TEXT NOT NULL,
    reason         TEXT NOT NULL,
    record         TEXT NOT NULL,
    record_hash    TEXT NOT NULL,
    received_at    INTEGER NOT NULL,
    released_at    INTEGER
);
CREATE UNIQUE INDEX quarantine_record ON quarantine (source, kind, record_hash);
CREATE INDEX quarantine_queue ON quarantine (source, external_queue);

-- What a source calls a queue, and which queue it is.
CREATE TABLE queue_mapping
(
    source         TEXT NOT NULL,
    external_queue TEXT NOT NULL,
    queue_id       TEXT NOT NULL,
    mapped_at      INTEGER NOT NULL,
    PRIMARY KEY (source, external_queue)
) WITHOUT ROWID;

-- How far each source has reported each queue.
CREATE TABLE ingest_watermark
(
    source           TEXT NOT NULL,
    queue_id         TEXT NOT NULL,
    watermark        INTEGER NOT NULL,
    last_received_at INTEGER NOT NULL,
    clock_skew_ms    INTEGER,
    PRIMARY KEY (source, queue_id)
) WITHOUT ROWID;

-- Imported history. Every import keeps its rows; the latest import of an interval is the one that counts, so undoing it
-- brings back what was there before.
CREATE TABLE history_import
(
    import_seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    import_id   TEXT NOT NULL UNIQUE,
    file_name   TEXT NOT NULL,
    file_hash   TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    row_count   INTEGER NOT NULL,
    report      TEXT NOT NULL,
    undone_at   INTEGER
);
CREATE INDEX history_import_hash ON history_import (file_hash);

CREATE TABLE history_row
(
    series_id        TEXT NOT NULL,
    interval_start   INTEGER NOT NULL,
    import_seq       INTEGER NOT NULL,
    queue_id         TEXT NOT NULL,
    interval_minutes INTEGER NOT NULL,
    offered          REAL NOT NULL,
    answered         REAL,
    abandoned        REAL,
    handle_seconds   REAL,
    PRIMARY KEY (series_id, interval_start, import_seq)
) WITHOUT ROWID;
CREATE INDEX history_row_import ON history_row (import_seq);
