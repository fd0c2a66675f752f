-- Each scenario is the fold of its events; the primary key is the check that nobody else wrote the same version.
CREATE TABLE scenario_event
(
    scenario    text NOT NULL,
    version     integer NOT NULL,
    event       text NOT NULL,
    recorded_at bigint NOT NULL,
    PRIMARY KEY (scenario, version)
);

CREATE TABLE run
(
    run_id           text NOT NULL PRIMARY KEY,
    scenario         text NOT NULL,
    scenario_version integer NOT NULL,
    network_version  integer NOT NULL,
    engine_version   text NOT NULL,
    seed             bigint NOT NULL,
    replications     integer NOT NULL,
    state            text NOT NULL,
    created_at       bigint NOT NULL,
    updated_at       bigint NOT NULL,
    snapshot         text NOT NULL,
    progress         text,
    result           text,
    problem          text
);
CREATE INDEX run_scenario ON run (scenario, created_at);
CREATE INDEX run_state ON run (state);

-- Finished blocks of replications. computed counts how often a block's figures were handed in: 1 unless it was computed again.
CREATE TABLE run_block
(
    run_id       text NOT NULL REFERENCES run (run_id) ON DELETE CASCADE,
    block        integer NOT NULL,
    payload      bytea NOT NULL,
    computed     integer NOT NULL,
    finished_at  bigint NOT NULL,
    PRIMARY KEY (run_id, block)
);
