-- Each scenario is the fold of its events; the primary key is the check that nobody else wrote the same version.
CREATE TABLE scenario_event
(
    scenario    TEXT NOT NULL,
    version     INTEGER NOT NULL,
    event       TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (scenario, version)
);

CREATE TABLE run
(
    run_id           TEXT NOT NULL PRIMARY KEY,
    scenario         TEXT NOT NULL,
    scenario_version INTEGER NOT NULL,
    network_version  INTEGER NOT NULL,
    engine_version   TEXT NOT NULL,
    seed             INTEGER NOT NULL,
    replications     INTEGER NOT NULL,
    state            TEXT NOT NULL,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    snapshot         TEXT NOT NULL,
    progress         TEXT,
    result           TEXT,
    problem          TEXT
);
CREATE INDEX run_scenario ON run (scenario, created_at);
CREATE INDEX run_state ON run (state);

-- Finished blocks of replications. computed counts how often a block's figures were handed in: 1 unless it was computed again.
CREATE TABLE run_block
(
    run_id       TEXT NOT NULL REFERENCES run (run_id) ON DELETE CASCADE,
    block        INTEGER NOT NULL,
    payload      BLOB NOT NULL,
    computed     INTEGER NOT NULL,
    finished_at  INTEGER NOT NULL,
    PRIMARY KEY (run_id, block)
);
