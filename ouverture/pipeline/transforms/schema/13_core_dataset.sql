-- Datasets of the Hub.

CREATE TABLE dataset ( -- One row per dataset ever listed among the Hub's most downloaded or most liked, current attributes
    dataset_key INTEGER NOT NULL, -- Stable identity inside the warehouse: survives renames
    dataset_id VARCHAR NOT NULL, -- Current repository id
    hub_id VARCHAR, -- The Hub's own identity (_id)
    organisation_id VARCHAR, -- Namespace; NULL for ids without one
    lab_id VARCHAR, -- Lab of the registry; NULL = unaffiliated
    licence VARCHAR, -- Resolved licence keys, comma between; NULL = none given
    openness VARCHAR, -- open, restricted (by a licence, or access granted by hand); NULL = the licence does not say
    gated VARCHAR, -- false, auto, manual; NULL = unknown
    tags VARCHAR[], -- As the Hub gives them
    created_on DATE, -- Day the repository was created; NULL = unknown or only "on or before"
    created_before_on DATE, -- Set instead where the Hub pins old repositories: created on or before
    first_seen DATE NOT NULL, -- First reading that lists it
    last_seen DATE NOT NULL -- Last reading that lists it
);

CREATE TABLE dataset_alias ( -- Every id under which a dataset was listed
    dataset_key INTEGER NOT NULL, -- Dataset
    dataset_id VARCHAR NOT NULL -- Id
);

CREATE TABLE dataset_reading ( -- Counters of the listed datasets, one row a day: the last capture of the day
    dataset_key INTEGER NOT NULL, -- Dataset
    observed_on DATE NOT NULL, -- Day (UTC)
    top_downloads BOOLEAN NOT NULL, -- Listed among the 2,000 most downloaded
    top_likes BOOLEAN NOT NULL, -- Listed among the 1,000 most liked
    downloads_30d BIGINT, -- Hub counter of the last 30 days; never add readings
    downloads_all_time BIGINT, -- Hub counter since creation
    likes INTEGER -- Likes, all time
);

CREATE TABLE dataset_use ( -- Datasets that a model's card names as its training data
    model_key INTEGER NOT NULL, -- Model
    dataset_id VARCHAR NOT NULL -- Dataset, as named
);
