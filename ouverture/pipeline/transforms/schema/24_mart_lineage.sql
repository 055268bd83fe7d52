-- By whose work models are and through whom they come.

CREATE TABLE mart_lineage ( -- Models and downloads of each run by whose work they are and through whom they come
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR, -- Lab that publishes; NULL = unaffiliated
    lab_kind VARCHAR, -- Its kind; NULL = unaffiliated
    root_lab_id VARCHAR, -- Lab of the root base; NULL = unaffiliated, or base missing
    root_family VARCHAR, -- Family of the root base
    base VARCHAR NOT NULL, -- named; missing (name or publisher says it derives, no base named); none (no base named: counts as its own root)
    relation VARCHAR, -- finetune, adapter, merge, quantized, unknown; NULL without a base
    role VARCHAR NOT NULL, -- Publisher's part: maker (root and publisher are one lab, or no base), packager, author (of a derivative), unknown
    tier TINYINT, -- Tier 1 to 4; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models DOUBLE NOT NULL, -- Models; one of several roots counts in equal parts
    downloads_30d DOUBLE, -- Sum of 30-day downloads, in the same parts
    downloads_per_day DOUBLE -- Sum of the flows, in the same parts
);

CREATE VIEW mart_attribution AS ( -- The same downloads under three rules of credit: the totals of a run are equal in all
    WITH credited AS (
        SELECT 'publisher' AS mode, lab_id AS credited_lab_id, * FROM mart_lineage
        UNION ALL
        SELECT 'family', root_lab_id, * FROM mart_lineage
        UNION ALL
        SELECT 'packager', CASE WHEN role = 'packager' THEN lab_id ELSE root_lab_id END, * FROM mart_lineage
    )
    SELECT
        run_id, -- Run
        source, -- Source
        snapshot_date, -- Day
        mode, -- publisher (who hosts), family (lab of the root base), packager (who repackaged, else the lab of the root base)
        credited_lab_id AS lab_id, -- Lab that has the credit; NULL = unaffiliated, or base missing
        base, -- named, missing, none
        tier, -- Tier; NULL = unknown
        task_scope, -- generative, other, unknown
        excluded, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
        sum(models) AS models, -- Models, in parts
        sum(downloads_30d) AS downloads_30d, -- Sum of 30-day downloads
        sum(downloads_per_day) AS downloads_per_day -- Sum of the flows
    FROM credited
    GROUP BY ALL
);

CREATE TABLE mart_derivative ( -- Derivatives of the last run of each source: the hundred most downloaded of each family and task
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    model_id VARCHAR NOT NULL, -- Derivative
    lab_id VARCHAR, -- Lab that publishes it; NULL = unaffiliated
    organisation_id VARCHAR, -- Its namespace
    base VARCHAR NOT NULL, -- named, missing
    root_id VARCHAR, -- Root base; NULL = missing
    root_lab_id VARCHAR, -- Lab of the root base
    root_family VARCHAR, -- Family of the root base
    relation VARCHAR, -- Relation to its direct base
    role VARCHAR NOT NULL, -- maker, packager, author, unknown
    depth TINYINT NOT NULL, -- Steps to the root; 0 = base missing
    part DOUBLE NOT NULL, -- Part of this root in it: below 1 for merges
    named_as VARCHAR, -- What the card names as its base and is no repository: a folder, free text; NULL = nothing of the kind
    tier TINYINT, -- Tier
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    downloads_30d BIGINT -- 30-day downloads, whole
);

CREATE TABLE mart_base ( -- Bases of the last run of each source: their direct derivatives by relation; the 500 with most
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    base_id VARCHAR NOT NULL, -- Base, present name
    base_lab_id VARCHAR, -- Its lab
    base_family VARCHAR, -- Its family
    relation VARCHAR NOT NULL, -- finetune, adapter, merge, quantized, unknown
    models BIGINT NOT NULL, -- Direct derivatives listed
    models_of_others BIGINT NOT NULL, -- Those not published by the base's lab
    downloads_30d BIGINT -- Their 30-day downloads
);
