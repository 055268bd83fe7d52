-- Datasets and the models that name them.

CREATE TABLE mart_data_naming ( -- Models and downloads of each live run by whether the card names training data
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models BIGINT NOT NULL, -- Models listed
    models_naming BIGINT NOT NULL, -- Those that name at least one dataset
    models_unread BIGINT NOT NULL, -- Those whose tags were not given: unknown
    downloads_30d BIGINT, -- Sum of 30-day downloads
    downloads_30d_naming BIGINT, -- Of the models that name a dataset
    downloads_30d_unread BIGINT -- Of the models whose tags were not given
);

CREATE TABLE mart_dataset_use ( -- Datasets named by the models of the last live run
    run_id VARCHAR NOT NULL, -- Run (listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    dataset_id VARCHAR NOT NULL, -- Dataset, under its present name, whichever the cards write
    task_scope VARCHAR NOT NULL, -- Of the models: generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Models left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models BIGINT NOT NULL, -- Models that name it
    organisations BIGINT NOT NULL, -- Namespaces that publish them
    downloads_30d BIGINT -- Their 30-day downloads, whole: a model that names two datasets counts for both
);

CREATE TABLE mart_dataset ( -- Datasets of the latest reading, with the models that name them, by downloads
    dataset_id VARCHAR NOT NULL, -- Dataset
    organisation_id VARCHAR, -- Namespace
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    licence VARCHAR, -- Licence keys, comma between; NULL = none given
    openness VARCHAR, -- open, restricted; NULL = unknown
    gated VARCHAR, -- Access condition
    created_on DATE, -- Created
    created_before_on DATE, -- Created on or before
    first_seen DATE NOT NULL, -- First reading
    observed_on DATE NOT NULL, -- Day of the counters here
    top_downloads BOOLEAN NOT NULL, -- Listed among the 2,000 most downloaded
    top_likes BOOLEAN NOT NULL, -- Listed among the 1,000 most liked
    downloads_30d BIGINT, -- 30-day downloads
    downloads_all_time BIGINT, -- All-time downloads
    likes INTEGER, -- Likes
    models BIGINT, -- Models of the last live run that name it; NULL = none does
    models_downloads_30d BIGINT -- Their 30-day downloads
);

CREATE TABLE mart_dataset_openness ( -- Downloads of the 2,000 most downloaded datasets of each day by openness of their licence
    observed_on DATE NOT NULL, -- Day
    openness VARCHAR, -- open, restricted; NULL = unknown
    datasets BIGINT NOT NULL, -- Datasets
    downloads_30d BIGINT -- Sum of 30-day downloads
);
