-- Labs.

CREATE TABLE mart_lab ( -- Each lab in each run: totals, like-for-like, largest model
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR NOT NULL, -- Lab
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    largest_model_id VARCHAR, -- Model with most 30-day downloads; the exclusion list and machine traffic are never named
    largest_downloads_30d BIGINT, -- Its downloads
    organisations VARCHAR[], -- Namespaces of the lab listed in this run
    organisations_entered VARCHAR[] -- Those that the previous run did not list: a break
);

CREATE TABLE mart_lab_curve ( -- Readings of each lab's ten most downloaded models by age
    lab_id VARCHAR NOT NULL, -- Lab
    model_id VARCHAR NOT NULL, -- Model
    task_scope VARCHAR NOT NULL, -- generative, other, unknown: ten models of each
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    age_days INTEGER NOT NULL, -- Days since release: the announced day where the registry knows it, else the day the repository was created
    downloads_30d BIGINT, -- 30-day downloads
    downloads_all_time BIGINT, -- All-time downloads
    excluded BOOLEAN NOT NULL -- Machine traffic at this reading; models of the exclusion list are in no row
);

CREATE TABLE mart_first_year ( -- Downloads in the first 365 days of each lab's models: age does not decide
    source VARCHAR NOT NULL, -- Source
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    release_year INTEGER NOT NULL, -- Year of release
    models BIGINT NOT NULL, -- Models whose first year is known so far; the exclusion list and quantised copies left out
    models_complete BIGINT NOT NULL, -- Of these, those whose first year is over
    downloads DOUBLE NOT NULL, -- Their downloads in it
    largest_model_id VARCHAR NOT NULL, -- Model with most
    largest_downloads DOUBLE NOT NULL, -- Its downloads in its first year
    counted_on DATE NOT NULL, -- Last reading
    estimated BOOLEAN NOT NULL -- Added up from 30-day counters, in part at least
);

CREATE TABLE mart_portfolio ( -- What each lab publishes, in the last run of each source
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR NOT NULL, -- Lab
    size_class VARCHAR, -- Size class; NULL = unknown
    pipeline_tag VARCHAR, -- Task; NULL = not given
    licence VARCHAR, -- Licence; NULL = unknown
    tier TINYINT, -- Tier; NULL = unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models BIGINT NOT NULL, -- Models
    downloads_30d BIGINT -- Sum of 30-day downloads
);

CREATE TABLE mart_list_change ( -- Runs at which namespaces of labs entered or left the list; a run without a row changed nothing
    run_id VARCHAR NOT NULL, -- Run (listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    organisations_entered VARCHAR[] NOT NULL, -- Namespaces that the previous reading did not list
    organisations_left VARCHAR[] NOT NULL -- Namespaces that only the previous reading lists, renames left aside
);
