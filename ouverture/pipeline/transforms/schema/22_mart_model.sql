-- Search, profiles and growth of models.

CREATE TABLE mart_name ( -- Every name that leads to a model, in order of names: a lookup reads one row group of millions
    name VARCHAR NOT NULL, -- Present or earlier id
    model_key INTEGER NOT NULL -- The model that has it, else the one that had it last
);

CREATE TABLE mart_model ( -- Search and profile: each model with its latest reading, whichever source gave it (latest_source, latest_on): never add them up over sources or dates; in order of model_key
    model_key INTEGER NOT NULL, -- Model
    model_id VARCHAR NOT NULL, -- Current id
    lab_id VARCHAR, -- Lab
    lab VARCHAR, -- Lab's name
    organisation_id VARCHAR, -- Namespace
    family VARCHAR, -- Family
    pipeline_tag VARCHAR, -- Task
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    library_name VARCHAR, -- Library
    licence VARCHAR, -- Licence
    gated VARCHAR, -- Access condition
    tier TINYINT, -- Tier
    tier_reason VARCHAR, -- Why
    parameters BIGINT, -- Parameters
    size_class VARCHAR, -- Size class
    base_model VARCHAR, -- First base named
    base_relation VARCHAR, -- Relation to it
    created_on DATE, -- Created
    created_before_on DATE, -- Created on or before
    first_seen DATE NOT NULL, -- First reading
    last_seen DATE NOT NULL, -- Last reading
    gone_on DATE, -- Gone
    on_exclusion_list BOOLEAN NOT NULL, -- Whatever the reading; machine traffic is judged at each one, see mart_left_out
    exclusion_reason VARCHAR, -- Why
    latest_source VARCHAR NOT NULL, -- Source of the counters here
    latest_on DATE NOT NULL, -- Day of the counters here
    downloads_30d BIGINT, -- 30-day downloads
    downloads_all_time BIGINT, -- All-time downloads
    likes INTEGER, -- Likes
    trending_score REAL -- Trending score
);

CREATE TABLE mart_age ( -- Downloads since release of each model at round ages: interpolated between the two readings around
    source VARCHAR NOT NULL, -- Source
    run_seq INTEGER NOT NULL, -- Run that passed this age
    model_key INTEGER NOT NULL, -- Model
    age_days INTEGER NOT NULL, -- Days since release: 7, 14, 30, then every 30 days up to three years, and 365
    downloads DOUBLE NOT NULL, -- Downloads since release
    estimated BOOLEAN NOT NULL, -- Added up from 30-day counters
    from_start BOOLEAN NOT NULL -- Followed since it was at most 45 days old
);

CREATE TABLE mart_milestone ( -- The day a model followed from its start passed a round number of downloads
    source VARCHAR NOT NULL, -- Source
    run_seq INTEGER NOT NULL, -- Run that passed it
    model_key INTEGER NOT NULL, -- Model
    threshold BIGINT NOT NULL, -- 100,000, 1 million, 10 million, 100 million
    age_days INTEGER NOT NULL -- First day after release with at least so many, interpolated between readings
);

CREATE TABLE mart_cohort ( -- Models of one size class at the same age: at least ten, without the exclusion list and quantised copies
    source VARCHAR NOT NULL, -- Source
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    size_class VARCHAR NOT NULL, -- Size class
    age_days INTEGER NOT NULL, -- Days since release
    peers BIGINT NOT NULL, -- Models whose downloads at that age are known
    low DOUBLE NOT NULL, -- 10th percentile of downloads since release
    middle DOUBLE NOT NULL, -- Median
    high DOUBLE NOT NULL, -- 90th percentile
    tenth DOUBLE NOT NULL, -- 10th largest, never less than at a younger age: what relative adoption (version 2) divides by
    top_ten_median DOUBLE NOT NULL -- Median of the ten largest (version 1)
);

CREATE TABLE mart_pace ( -- Relative adoption of each model at the latest round age with twenty peers: the hundred highest of each source and scope
    source VARCHAR NOT NULL, -- Source
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    model_id VARCHAR NOT NULL, -- Model
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    size_class VARCHAR NOT NULL, -- Size class
    released_on DATE NOT NULL, -- Release
    counted_on DATE NOT NULL, -- Last reading
    age_days INTEGER NOT NULL, -- Age at which it is compared
    peers BIGINT NOT NULL, -- Models of its class known at that age
    downloads DOUBLE NOT NULL, -- Downloads since release at that age
    tenth_ratio DOUBLE NOT NULL, -- Over the 10th largest of its class (version 2)
    median_ratio DOUBLE NOT NULL, -- Over the median of the ten largest (version 1)
    estimated BOOLEAN NOT NULL -- Added up from 30-day counters
);

CREATE TABLE mart_time_to_n ( -- Days until models reach a number of downloads: Kaplan-Meier over generative models followed from the start
    source VARCHAR NOT NULL, -- Source
    threshold BIGINT NOT NULL, -- Downloads
    cohort_by VARCHAR NOT NULL, -- all, size_class, release_year
    cohort VARCHAR NOT NULL, -- all, a size class, a year
    models INTEGER NOT NULL, -- Models: at least ten
    reached INTEGER NOT NULL, -- Those that reached it; the others are right-censored at their last reading
    median_days DOUBLE, -- Kaplan-Meier median; NULL = fewer than half have reached it
    low_days DOUBLE, -- Lower end of the bootstrap band of 90 %; NULL = not reached
    high_days DOUBLE, -- Upper end; NULL = not reached
    counted_on DATE NOT NULL, -- Last reading
    estimated BOOLEAN NOT NULL -- Added up from 30-day counters, in part at least
);

CREATE TABLE mart_momentum ( -- Growth of models over about a month in the last run of each source, shrunk by how noisy small counters are: the 200 highest and lowest of each scope
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    before_date DATE NOT NULL, -- Day of the reading 28 to 45 days earlier that it is compared with
    model_id VARCHAR NOT NULL, -- Model, at least 30 days old at the earlier reading
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run or the one a month before
    downloads_before BIGINT NOT NULL, -- 30-day downloads at the earlier reading: at least 100
    downloads_30d BIGINT NOT NULL, -- 30-day downloads
    momentum DOUBLE NOT NULL, -- (prior x pooled growth + downloads) / (prior + downloads before)
    pooled_growth DOUBLE NOT NULL, -- Growth of all models together
    prior_downloads DOUBLE NOT NULL -- Strength of the Gamma prior, in downloads
);
