-- Where models come from.

CREATE TABLE mart_country ( -- Models and downloads of each run by the country of their publisher, of their base's lab and of the parent company
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    publisher_origin VARCHAR NOT NULL, -- Head office of the publishing lab, ISO 3166-1 alpha-2; or why there is none: unaffiliated (no lab of the registry), spread (lab of several countries, or head office not known)
    base_origin VARCHAR NOT NULL, -- The same of the root base's lab, the publisher's where no base is named; or base_missing (derived by its name or publisher, no base named)
    parent_origin VARCHAR NOT NULL, -- The same of the publishing lab's parent company, the lab's own where it has none
    founders_origin VARCHAR, -- Country of the publishing lab's founders, where the registry tells another than the head office's; NULL = as publisher_origin
    base VARCHAR NOT NULL, -- named, missing, none, see mart_lineage
    tier TINYINT, -- Tier 1 to 4; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models DOUBLE NOT NULL, -- Models; one of several roots counts in equal parts
    downloads_30d DOUBLE, -- Sum of 30-day downloads, in the same parts
    uncounted_downloads_30d DOUBLE NOT NULL DEFAULT 0, -- 30-day downloads at the previous run of the models that come without a count now, in the same parts
    common_downloads_30d DOUBLE, -- 30-day downloads of the models present in this and the previous run, in the same parts
    common_downloads_30d_before DOUBLE -- The same models' 30-day downloads in the previous run
);

CREATE VIEW mart_country_rule AS ( -- The same downloads under four country rules: the totals of a run are equal in all
    WITH ruled AS (
        SELECT 'publisher' AS rule, publisher_origin AS origin, * FROM mart_country
        UNION ALL
        SELECT 'base', base_origin, * FROM mart_country
        UNION ALL
        SELECT 'parent', parent_origin, * FROM mart_country
        UNION ALL
        SELECT 'founders', coalesce(founders_origin, publisher_origin), * FROM mart_country
    )
    SELECT
        run_id, -- Run
        source, -- Source
        snapshot_date, -- Day
        rule, -- publisher (head office of who publishes), base (of the lab of the root base), parent (of the publisher's parent company), founders (country of the publisher's founders)
        origin, -- Country, ISO 3166-1 alpha-2, or why there is none: unaffiliated, spread, base_missing
        CASE WHEN length(origin) = 2 THEN origin END AS country, -- The country alone; NULL = none
        base, -- named, missing, none
        tier, -- Tier; NULL = unknown
        task_scope, -- generative, other, unknown
        excluded, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
        models, -- Models, in parts
        downloads_30d, -- Sum of 30-day downloads
        uncounted_downloads_30d, -- At the previous run, of the models without a count now
        common_downloads_30d, -- Of the models in this and the previous run, now
        common_downloads_30d_before -- Of the same models, in the previous run
    FROM ruled
);
