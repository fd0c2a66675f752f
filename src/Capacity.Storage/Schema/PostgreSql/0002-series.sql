-- Times are milliseconds since 1970-01-01T00:00:00Z, durations are seconds, rows are clustered by time, then queue.

-- Closed intervals as telephony reports them: sums and counts, never averages.
CREATE TABLE interval_record
(
    interval_start          bigint NOT NULL,
    queue_id                text NOT NULL,
    source                  text NOT NULL,
    channel                 text NOT NULL,
    interval_minutes        integer NOT NULL,
    revision                integer NOT NULL,
    attribution             text NOT NULL,
    offered                 bigint NOT NULL,
    answered                bigint NOT NULL,
    abandoned               bigint,
    short_abandoned         bigint,
    blocked                 bigint,
    transferred_out         bigint,
    callbacks_requested     bigint,
    callbacks_completed     bigint,
    answered_within_target  bigint,
    abandoned_within_target bigint,
    target_seconds          double precision,
    sl_method               text,
    talk_seconds            double precision,
    hold_seconds            double precision,
    wrap_seconds            double precision,
    wait_seconds_answered   double precision,
    wait_seconds_abandoned  double precision,
    max_wait_seconds        double precision,
    logged_in_seconds       double precision,
    ready_seconds           double precision,
    busy_seconds            double precision,
    not_ready_seconds       double precision,
    avg_concurrency         double precision,
    backlog_open_at_end     bigint,
    repeat_contacts         bigint,
    reasons                 text,
    emotion_flagged         bigint,
    batch_id                text NOT NULL,
    received_at             bigint NOT NULL,
    PRIMARY KEY (interval_start, queue_id, source, channel, interval_minutes)
);

-- What a source sent at once, and the answer that it got.
CREATE TABLE ingest_batch
(
    batch_id    text NOT NULL PRIMARY KEY,
    source      text NOT NULL,
    kind        text NOT NULL,
    received_at bigint NOT NULL,
    received    integer NOT NULL,
    reply       text NOT NULL
);
CREATE INDEX ingest_batch_source ON ingest_batch (source, received_at);

-- A source's Idempotency-Key. Without a status it is still in progress; claimed_at tells an abandoned claim.
CREATE TABLE ingest_idempotency
(
    source          text NOT NULL,
    idempotency_key text NOT NULL,
    body_hash       text NOT NULL,
    claimed_at      bigint NOT NULL,
    status          integer,
    reply           text,
    PRIMARY KEY (source, idempotency_key)
);
CREATE INDEX ingest_idempotency_age ON ingest_idempotency (claimed_at);

-- Records kept aside until a person maps their queue.
CREATE TABLE quarantine
(
    quarantine_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    batch_id       text NOT NULL,
    source         text NOT NULL,
    kind           text NOT NULL,
    external_queue text NOT NULL,
    reason         text NOT NULL,
    record         text NOT NULL,
    record_hash    text NOT NULL,
    received_at    bigint NOT NULL,
    released_at    bigint
);
CREATE UNIQUE INDEX quarantine_record ON quarantine (source, kind, record_hash);
CREATE INDEX quarantine_queue ON quarantine (source, external_queue);

-- What a source calls a queue, and which queue it is.
CREATE TABLE queue_mapping
(
    source         text NOT NULL,
    external_queue text NOT NULL,
    queue_id       text NOT NULL,
    mapped_at      bigint NOT NULL,
    PRIMARY KEY (source, external_queue)
);

-- How far each source has reported each queue.
CREATE TABLE ingest_watermark
(
    source           text NOT NULL,
    queue_id         text NOT NULL,
    watermark        bigint NOT NULL,
    last_received_at bigint NOT NULL,
    clock_skew_ms    bigint,
    PRIMARY KEY (source, queue_id)
);

-- Imported history. Every import keeps its rows; the latest import of an interval is the one that counts, so undoing it
-- brings back what was there before.
CREATE TABLE history_import
(
    import_seq  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id   text NOT NULL UNIQUE,
    file_name   text NOT NULL,
    file_hash   text NOT NULL,
    imported_at bigint NOT NULL,
    row_count   integer NOT NULL,
    report      text NOT NULL,
    undone_at   bigint
);
CREATE INDEX history_import_hash ON history_import (file_hash);

CREATE TABLE history_row
(
    series_id        text NOT NULL,
    interval_start   bigint NOT NULL,
    import_seq       bigint NOT NULL,
    queue_id         text NOT NULL,
    interval_minutes integer NOT NULL,
    offered          double precision NOT NULL,
    answered         double precision,
    abandoned        double precision,
    handle_seconds   double precision,
    PRIMARY KEY (series_id, interval_start, import_seq)
);
CREATE INDEX history_row_import ON history_row (import_seq);
