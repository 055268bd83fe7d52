-- Totals of each run.

CREATE TABLE mart_adoption ( -- Models and downloads of each run by lab, tier and task: the smallest rollup for totals
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier 1 to 4; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models BIGINT NOT NULL, -- Models listed
    downloads_30d BIGINT, -- Sum of 30-day downloads
    likes BIGINT, -- Sum of likes
    entered_models BIGINT NOT NULL, -- Models not in the previous run of the series
    uncounted_downloads_30d BIGINT NOT NULL DEFAULT 0, -- 30-day downloads at the previous run of the models that come without a count now: what coverage lacks
    common_downloads_30d BIGINT, -- 30-day downloads of the models counted in this and the previous run; where excluded is FALSE, of those left out in neither
    common_downloads_30d_before BIGINT -- The same models' 30-day downloads in the previous run
);

CREATE TABLE mart_flow ( -- Downloads a day between two runs, from all-time counters, by lab, tier and task
    run_id VARCHAR NOT NULL, -- Run that closes the span (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    from_on DATE NOT NULL, -- First day of the span
    until_on DATE NOT NULL, -- Last day of the span, inclusive
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier 1 to 4; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models BIGINT NOT NULL, -- Models with a flow: counted in both runs and not restated
    restated_models BIGINT NOT NULL, -- Models whose counter fell: in no sum
    spiked_models BIGINT NOT NULL, -- Models whose flow is winsorised in adjusted figures
    downloads_per_day DOUBLE, -- Sum of the flows
    adjusted_downloads_per_day DOUBLE, -- The same with spikes winsorised
    flags VARCHAR -- imputed (span of several days), restated, stale; space between
);

CREATE TABLE mart_left_out ( -- Models that adjusted figures of a run leave out, each with its reason
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    model_key INTEGER NOT NULL, -- Model
    model_id VARCHAR NOT NULL, -- Its id at the time
    lab_id VARCHAR, -- Lab
    tier TINYINT, -- Tier
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    why VARCHAR NOT NULL, -- list (exclusion list) or automation (machine traffic)
    exclusion_reason VARCHAR, -- Reason of the list, English
    automation_index DOUBLE, -- Median absolute deviations above its peers' downloads per like
    downloads_30d BIGINT, -- 30-day downloads
    likes INTEGER -- Likes
);

CREATE VIEW machine_traffic AS ( -- Models that the automation index judged machine traffic at any reading: never a leader of what is counted since release
    SELECT DISTINCT
        source, -- Source
        model_key -- Model
    FROM mart_left_out
    WHERE why = 'automation'
);

CREATE TABLE mart_licence ( -- Models and downloads of each run by licence
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    licence VARCHAR, -- Resolved key; NULL = unknown
    tier TINYINT, -- Tier of the models; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models BIGINT NOT NULL, -- Models
    downloads_30d BIGINT -- Sum of 30-day downloads
);

CREATE TABLE mart_library ( -- Models and downloads of each run by the library that their card names and by their size
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    library VARCHAR, -- library_name of the Hub in small letters: transformers, diffusers, gguf …; NULL = none named
    size_class VARCHAR, -- <1B, 1-7B, 7-30B, 30-100B, >=100B; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models BIGINT NOT NULL, -- Models
    downloads_30d BIGINT, -- Sum of 30-day downloads
    uncounted_downloads_30d BIGINT NOT NULL DEFAULT 0, -- 30-day downloads at the previous run of the models that come without a count now
    common_downloads_30d BIGINT, -- 30-day downloads of the models counted in this and the previous run; where excluded is FALSE, of those left out in neither
    common_downloads_30d_before BIGINT -- The same models' 30-day downloads in the previous run
);

CREATE TABLE mart_mover ( -- Largest changes of models present in two successive runs of a series
    run_id VARCHAR NOT NULL, -- Later run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day of the later run
    before_date DATE NOT NULL, -- Day of the earlier run
    model_id VARCHAR NOT NULL, -- Model
    lab_id VARCHAR, -- Lab
    tier TINYINT, -- Tier
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in either run
    downloads_before BIGINT NOT NULL, -- 30-day downloads before
    downloads_after BIGINT NOT NULL, -- 30-day downloads after
    rank_before INTEGER NOT NULL, -- Rank by 30-day downloads among the common models, before
    rank_after INTEGER NOT NULL -- The same, after
);

CREATE TABLE mart_swing ( -- Models that could turn a total, at every step at which two successive readings count them: what a total without one of them leaves out
    run_id VARCHAR NOT NULL, -- Later reading
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day of the later reading
    before_date DATE NOT NULL, -- Day of the earlier reading
    model_id VARCHAR NOT NULL, -- Model
    lab_id VARCHAR, -- Lab
    tier TINYINT, -- Tier at the later reading
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in either reading
    downloads_before BIGINT NOT NULL, -- 30-day downloads before
    downloads_after BIGINT NOT NULL -- 30-day downloads after
);

CREATE TABLE mart_release ( -- Models created per month, by lab, tier and task; exact dates only
    month DATE NOT NULL, -- First day of the month
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    on_exclusion_list BOOLEAN NOT NULL, -- Whatever the reading; machine traffic is judged at each one, see mart_left_out
    models BIGINT NOT NULL -- Models created
);

CREATE TABLE mart_source_overlap ( -- Days on which two sources read the same models: their counts side by side
    run_id VARCHAR NOT NULL, -- Later of the two runs
    source VARCHAR NOT NULL, -- Its source
    other_source VARCHAR NOT NULL, -- Source of the earlier run
    snapshot_date DATE NOT NULL, -- Day that both describe
    models BIGINT NOT NULL, -- Models of the run
    other_models BIGINT NOT NULL, -- Models of the other run
    common_models BIGINT NOT NULL, -- Models listed in both with a count of downloads
    downloads_30d BIGINT NOT NULL, -- 30-day downloads of the common models, this source
    other_downloads_30d BIGINT NOT NULL -- The same models, the other source
);

CREATE TABLE mart_joint ( -- First own snapshot after an archive's readings, on the models that both list, by lab, tier and task
    run_id VARCHAR NOT NULL, -- First run of the own snapshots
    source VARCHAR NOT NULL, -- Its source
    snapshot_date DATE NOT NULL, -- Its day
    other_source VARCHAR NOT NULL, -- The archive whose line it goes on from
    other_run_id VARCHAR NOT NULL, -- The archive's last reading before it
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in either reading
    common_downloads_30d BIGINT NOT NULL, -- 30-day downloads of the common models, own snapshot
    common_downloads_30d_before BIGINT NOT NULL -- The same models, the archive's reading
);

CREATE VIEW unknown_task AS ( -- What the scope "generative" cannot place: models of each run whose task neither they nor their family or base tell
    SELECT
        run_id, -- Run (in series, listing organisations)
        source, -- Source
        snapshot_date, -- Day
        b.basis, -- raw or adjusted
        (coalesce(sum(models) FILTER (task_scope = 'unknown'), 0))::BIGINT AS models, -- Models of unknown task
        (coalesce(sum(downloads_30d) FILTER (task_scope = 'unknown'), 0))::BIGINT AS downloads_30d, -- Their 30-day downloads
        part_of(downloads_30d, task_scope = 'unknown') AS share -- Their part of all downloads of the run
    FROM mart_adoption, (VALUES ('raw'), ('adjusted')) b (basis)
    WHERE on_basis(b.basis, excluded)
    GROUP BY run_id, source, snapshot_date, b.basis
);
