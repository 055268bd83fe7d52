-- Datasets of the Hub's two rankings: current attributes, counters of the day, and downloads by openness of the licence.
-- What has not the type it should have becomes NULL. Of a dataset that several pages list the first occurrence counts.
-- A later capture of the day replaces the day.

CREATE OR REPLACE TEMP TABLE dataset_listing AS
WITH page AS (
    SELECT
        unnest(getvariable('pages')) AS path,
        unnest(getvariable('units')) AS unit,
        generate_subscripts(getvariable('pages'), 1) AS page_seq
),
record AS (
    SELECT
        p.unit,
        p.page_seq,
        plain_text(r.id) AS dataset_id,
        r._id AS hub_id,
        plausible_count(r.downloads, 'downloads_30d') AS downloads_30d,
        plausible_count(r."downloadsAllTime", 'downloads_all_time') AS downloads_all_time,
        plausible_count(r.likes, 'likes')::INTEGER AS likes,
        day_in(r."createdAt") AS created_on,
        CASE WHEN r.gated IN ('false', 'auto', 'manual') THEN r.gated END AS gated,
        try_cast(r.tags AS VARCHAR[]) AS tags
    FROM read_json(
        getvariable('pages'), format = 'array', compression = 'zstd', filename = TRUE, maximum_object_size = 33554432,
        columns = {
            _id: 'VARCHAR', id: 'VARCHAR', downloads: 'VARCHAR', "downloadsAllTime": 'VARCHAR', likes: 'VARCHAR',
            "createdAt": 'VARCHAR', gated: 'VARCHAR', tags: 'JSON'
        }
    ) r
    JOIN page p ON p.path = r.filename
    WHERE plain_text(r.id) IS NOT NULL
),
first_by_identity AS (
    SELECT
        * EXCLUDE (unit),
        bool_or(unit = 'top:downloads') OVER same AS top_downloads,
        bool_or(unit = 'top:likes') OVER same AS top_likes
    FROM record
    WINDOW same AS (PARTITION BY coalesce(hub_id, dataset_id))
    QUALIFY row_number() OVER (
        PARTITION BY coalesce(hub_id, dataset_id) ORDER BY page_seq, downloads_30d DESC NULLS LAST, dataset_id
    ) = 1
)
SELECT
    dataset_id,
    hub_id,
    CASE WHEN contains(dataset_id, '/') THEN split_part(dataset_id, '/', 1) END AS organisation_id,
    downloads_30d,
    downloads_all_time,
    likes,
    CASE WHEN created_on > DATE '2022-03-02' THEN created_on END AS created_on,
    CASE WHEN created_on <= DATE '2022-03-02' THEN DATE '2022-03-02' END AS created_before_on,  -- pinned: on or before
    gated,
    tags,
    top_downloads,
    top_likes
FROM first_by_identity
QUALIFY row_number() OVER (PARTITION BY dataset_id ORDER BY page_seq, downloads_30d DESC NULLS LAST, hub_id) = 1;

CREATE OR REPLACE TEMP TABLE dataset_licence AS  -- several licences are those of parts: the strictest decides
SELECT dataset_id, array_to_string(list_sort(list_distinct(licences)), ', ') AS text
FROM (SELECT dataset_id, [lower(trim(t[9:])) FOR t IN tags IF t LIKE 'license:_%'] AS licences FROM dataset_listing)
WHERE len(licences) > 0;

CREATE OR REPLACE TEMP TABLE dataset_now AS
WITH known AS (  -- the Hub's own id first, then the name: a dataset made anew under its old name goes on
    SELECT l.dataset_id, d.dataset_key, 1 AS rank FROM dataset_listing l JOIN dataset d USING (hub_id)
    UNION ALL
    SELECT l.dataset_id, max(d.dataset_key), 2
    FROM dataset_listing l JOIN dataset d ON lower(d.dataset_id) = lower(l.dataset_id)
    WHERE l.hub_id IS NULL OR l.hub_id NOT IN (SELECT hub_id FROM dataset WHERE hub_id IS NOT NULL)
    GROUP BY l.dataset_id
),
taken AS (
    SELECT arg_min(dataset_id, (rank, dataset_id)) AS dataset_id, dataset_key FROM known GROUP BY dataset_key
),
named AS (
    SELECT DISTINCT dataset_id, coalesce(s.licence, n.said) AS licence
    FROM (SELECT dataset_id, unnest(string_split(text, ', ')) AS said FROM dataset_licence) n
    LEFT JOIN licence_spelling s ON s.spelling = licence_key(n.said)
),
licensed AS (
    SELECT
        t.dataset_id,
        n.licence,
        CASE c.tier WHEN 1 THEN 'restricted' WHEN 2 THEN 'open' END AS openness
    FROM dataset_licence t
    JOIN (SELECT dataset_id, string_agg(licence, ', ' ORDER BY licence) AS licence FROM named GROUP BY dataset_id) n USING (dataset_id)
    JOIN licence_decided('dataset_licence') d USING (text)
    LEFT JOIN licence c ON c.licence = d.licence
    WHERE t.text NOT IN ('none', 'unknown')  -- no licence; keys that authors chose to say so
),
owner AS (
    SELECT lower(organisation_id) AS organisation_id, arg_max(lab_id, coalesce(from_on, DATE '0001-01-01')) AS lab_id
    FROM organisation
    WHERE coalesce(from_on <= getvariable('captured_on'), TRUE) AND coalesce(until_on >= getvariable('captured_on'), TRUE)
    GROUP BY lower(organisation_id)
)
SELECT
    coalesce(t.dataset_key, (SELECT coalesce(max(dataset_key), 0) FROM dataset)
        + row_number() OVER (PARTITION BY t.dataset_key IS NULL ORDER BY l.downloads_30d DESC NULLS LAST, l.dataset_id)
    )::INTEGER AS dataset_key,
    o.lab_id,
    c.licence,
    CASE WHEN l.gated = 'manual' THEN 'restricted' ELSE c.openness END AS openness,
    l.*
FROM dataset_listing l
LEFT JOIN taken t USING (dataset_id)
LEFT JOIN licensed c USING (dataset_id)
LEFT JOIN owner o ON o.organisation_id = lower(l.organisation_id);

CREATE OR REPLACE TEMP TABLE dataset_before AS
SELECT dataset_key, first_seen FROM dataset SEMI JOIN dataset_now USING (dataset_key);

DELETE FROM dataset WHERE dataset_key IN (SELECT dataset_key FROM dataset_before);
INSERT INTO dataset BY NAME
SELECT
    n.* EXCLUDE (downloads_30d, downloads_all_time, likes, top_downloads, top_likes),
    coalesce(b.first_seen, getvariable('captured_on')) AS first_seen,
    getvariable('captured_on') AS last_seen
FROM dataset_now n
LEFT JOIN dataset_before b USING (dataset_key)
ORDER BY n.dataset_key;

INSERT INTO dataset_alias BY NAME
SELECT dataset_key, dataset_id
FROM dataset_now ANTI JOIN dataset_alias USING (dataset_key, dataset_id)
ORDER BY dataset_key;

DELETE FROM dataset_reading WHERE observed_on = getvariable('captured_on');
INSERT INTO dataset_reading BY NAME
SELECT
    dataset_key, getvariable('captured_on') AS observed_on, top_downloads, top_likes, downloads_30d, downloads_all_time, likes
FROM dataset_now
ORDER BY dataset_key;

DELETE FROM mart_dataset_openness WHERE observed_on = getvariable('captured_on');
INSERT INTO mart_dataset_openness BY NAME
SELECT
    getvariable('captured_on') AS observed_on, openness, count(*) AS datasets, sum(downloads_30d) AS downloads_30d
FROM dataset_now
WHERE top_downloads
GROUP BY openness
ORDER BY openness NULLS LAST;
