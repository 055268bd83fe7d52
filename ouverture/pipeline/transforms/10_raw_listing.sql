-- Runs of the Hub or of an archive of it, typed: their counters run by run (raw_counter), and what they say of the models
-- (raw_listing), once for each *version*, that is for all runs of the batch that say the very same of a model.
-- Of a model that several pages list (an organisation and a ranking, or a shifting cursor), the first occurrence in the
-- order of the plan counts.

CREATE OR REPLACE TEMP TABLE raw_counted AS
SELECT
    run_seq, record_no, page_seq, hub_id, model_id, trending_score,
    plausible_count(downloads_30d, 'downloads_30d') AS downloads_30d,
    plausible_count(downloads_all_time, 'downloads_all_time') AS downloads_all_time,
    plausible_count(likes, 'likes')::INTEGER AS likes,
    hash(coalesce(hub_id, model_id)) AS identity_hash,
    hash(model_id) AS name_hash,
    hash(
        model_id, created_on, pipeline_tag, library_name, gated, safetensors_total, packed, gguf_total, tags, licence_cards,
        licence_name, licence_link, base_cards
    ) AS digest
FROM raw_record;

-- Counts that nothing could have and days that are none, or come after the reading, are unknown, and named.
DELETE FROM discarded_row WHERE unit IN (SELECT run_id FROM batch_run);
INSERT INTO discarded_row BY NAME
SELECT
    b.capture_id, getvariable('source') AS source, b.run_id AS unit, r.kind AS field, count(*) AS rows,
    max(r.model_id || ': ' || plain_text(r.said)[:80]) AS example,
    CASE r.kind WHEN 'created_on' THEN 'no day up to the reading: unknown' ELSE 'no possible count: unknown' END AS reason
FROM (
    SELECT run_seq, model_id, kind, said::VARCHAR AS said
    FROM (
        SELECT run_seq, model_id, unnest(['downloads_30d', 'downloads_all_time', 'likes', 'parameters']) AS kind,
            unnest([downloads_30d, downloads_all_time, likes, greatest(safetensors_total, gguf_total)]) AS said
        FROM raw_record
        WHERE downloads_30d NOT BETWEEN 0 AND most_of('downloads_30d') OR likes NOT BETWEEN 0 AND most_of('likes')
            OR downloads_all_time NOT BETWEEN 0 AND most_of('downloads_all_time')
            OR greatest(safetensors_total, gguf_total) > most_of('parameters')
    )
    WHERE said NOT BETWEEN 0 AND most_of(kind)
    UNION ALL
    SELECT run_seq, model_id, unnest(odd, recursive := TRUE) FROM raw_record WHERE odd IS NOT NULL
    UNION ALL
    SELECT run_seq, model_id, 'created_on', created_on::VARCHAR
    FROM raw_record JOIN batch_run USING (run_seq)
    WHERE created_on > snapshot_date + 1
) r
JOIN batch_run b USING (run_seq)
GROUP BY ALL;

-- most models are listed once: only the others are put in order
DELETE FROM raw_counted WHERE record_no IN (
    SELECT record_no
    FROM raw_counted
    SEMI JOIN (SELECT run_seq, identity_hash FROM raw_counted GROUP BY ALL HAVING count(*) > 1) USING (run_seq, identity_hash)
    QUALIFY row_number() OVER (
        PARTITION BY run_seq, coalesce(hub_id, model_id)
        ORDER BY page_seq, downloads_30d DESC NULLS LAST, downloads_all_time DESC NULLS LAST, model_id
    ) > 1
);
DELETE FROM raw_counted WHERE record_no IN (
    SELECT record_no
    FROM raw_counted
    SEMI JOIN (SELECT run_seq, name_hash FROM raw_counted GROUP BY ALL HAVING count(*) > 1) USING (run_seq, name_hash)
    QUALIFY row_number() OVER (
        PARTITION BY run_seq, model_id ORDER BY page_seq, downloads_30d DESC NULLS LAST, hub_id
    ) > 1
);

CREATE OR REPLACE TEMP TABLE raw_version AS
SELECT
    (row_number() OVER ())::INTEGER AS version,
    identity_hash, digest,
    min(run_seq) AS first_seq,
    max(run_seq) AS last_seq,
    arg_min(record_no, run_seq) AS record_no,
    arg_min(downloads_30d, run_seq) AS first_downloads
FROM raw_counted
GROUP BY identity_hash, digest;

CREATE OR REPLACE TEMP TABLE raw_counter AS
SELECT c.run_seq, v.version, c.downloads_30d, c.downloads_all_time, c.likes, c.trending_score
FROM raw_counted c JOIN raw_version v USING (identity_hash, digest);

CREATE OR REPLACE TEMP TABLE raw_listing AS
WITH parsed AS (
    SELECT
        v.version, v.first_seq, v.last_seq, v.first_downloads,
        r.* EXCLUDE (run_seq, record_no, page_seq, downloads_30d, downloads_all_time, likes, trending_score, tags, licence_cards, base_cards, odd),
        -- in the order of the alphabet: the order on the card says nothing
        list_sort(list_distinct([lower(trim(x)) FOR x IN list_concat([t[9:] FOR t IN r.tags IF t LIKE 'license:_%'], r.licence_cards)
            IF trim(x) <> ''])) AS licences,
        [t[9:] FOR t IN r.tags IF t LIKE 'dataset:_%'] AS datasets,
        -- base_model:<relation>:<id> comes beside a plain base_model:<id>, which says less
        [{base_model_id: as_base(regexp_extract(t, '^base_model:\w+:(.*)$', 1)), relation: split_part(t, ':', 2)}
            FOR t IN r.tags IF regexp_full_match(t, 'base_model:(finetune|adapter|merge|quantized):\s*\S.*')] AS related,
        [as_base(b) FOR b IN list_concat(
            [t[12:] FOR t IN r.tags IF t LIKE 'base_model:_%' AND NOT regexp_matches(t, '^base_model:(finetune|adapter|merge|quantized):')], r.base_cards
        ) IF trim(b) <> ''] AS plain,
        r.tags IS NOT NULL AS attributes_complete,
        b.snapshot_date AS read_on
    FROM raw_record r JOIN raw_version v USING (record_no) JOIN batch_run b ON b.run_seq = v.first_seq
)
SELECT
    version, first_seq, last_seq, first_downloads,
    coalesce(hub_id, model_id) AS identity,
    model_id,
    hub_id,
    CASE WHEN contains(model_id, '/') THEN split_part(model_id, '/', 1) END AS organisation_id,
    CASE WHEN created_on > DATE '2022-03-02' AND created_on <= read_on + 1 THEN created_on END AS created_on,
    CASE WHEN created_on <= DATE '2022-03-02' THEN DATE '2022-03-02' END AS created_before_on,  -- pinned: on or before
    pipeline_tag,
    library_name,
    nullif(array_to_string(licences, ', '), '') AS licence_raw,
    lower(trim(licence_name)) AS licence_name,
    lower(trim(licence_link)) AS licence_link,
    CASE WHEN lower(gated) IN ('false', 'auto', 'manual') THEN lower(gated) END AS gated,
    coalesce(nullif(plausible_count(safetensors_total, 'parameters'), 0), nullif(plausible_count(gguf_total, 'parameters'), 0)) AS parameters,
    packed AND NOT coalesce(gguf_total > 0, FALSE) AS packed,
    list_concat(
        [e FOR e IN related IF lower(e.base_model_id) <> lower(model_id)],
        [{base_model_id: b, relation: 'unknown'} FOR b IN plain
            IF lower(b) <> lower(model_id) AND NOT list_contains([lower(e.base_model_id) FOR e IN related], lower(b))]
    ) AS bases,
    datasets,
    attributes_complete,
    getvariable('source') AS attribute_source
FROM parsed;

CREATE OR REPLACE TEMP TABLE raw_unlisted AS FROM raw_listing WHERE FALSE;
