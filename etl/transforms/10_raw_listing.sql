-- One run of the Hub or of an archive of it: its records as typed rows.
-- Of a model that several pages list (an organisation and a ranking, or a shifting cursor), the first occurrence in the
-- order of the plan counts.

CREATE OR REPLACE TEMP TABLE raw_listing AS
WITH parsed AS MATERIALIZED (
    SELECT
        * EXCLUDE (tags, card),
        row_number() OVER () AS record_no,
        coalesce(hub_id, model_id) AS identity,
        list_filter(tags, lambda t: t LIKE 'license:_%')[1][9:] AS licence_tag,
        CASE json_type(card, '$.license') WHEN 'VARCHAR' THEN card ->> '$.license' WHEN 'ARRAY' THEN card ->> '$.license[0]' END AS licence_card,
        card ->> '$.license_name' AS licence_name,
        card ->> '$.license_link' AS licence_link,
        [t[12:] FOR t IN tags IF t LIKE 'base_model:_%'] AS base_tags,
        [t[9:] FOR t IN tags IF t LIKE 'dataset:_%'] AS datasets,
        CASE json_type(card, '$.base_model')
            WHEN 'VARCHAR' THEN [card ->> '$.base_model']
            WHEN 'ARRAY' THEN TRY_CAST(card -> '$.base_model' AS VARCHAR[])
        END AS base_cards,
        tags IS NOT NULL AS attributes_complete
    FROM raw_record
),
-- most models are listed once: only the others are put in order
later_of_identity AS (
    SELECT record_no FROM parsed
    WHERE identity IN (SELECT identity FROM parsed GROUP BY identity HAVING count(*) > 1)
    QUALIFY row_number() OVER (
        PARTITION BY identity ORDER BY page_seq, downloads_30d DESC NULLS LAST, downloads_all_time DESC NULLS LAST, model_id
    ) > 1
),
first_by_identity AS (
    SELECT * FROM parsed WHERE record_no NOT IN (SELECT record_no FROM later_of_identity)
),
later_of_name AS (
    SELECT record_no FROM first_by_identity
    WHERE model_id IN (SELECT model_id FROM first_by_identity GROUP BY model_id HAVING count(*) > 1)
    QUALIFY row_number() OVER (PARTITION BY model_id ORDER BY page_seq, downloads_30d DESC NULLS LAST, hub_id) > 1
),
typed_bases AS (
    SELECT
        *,
        -- base_model:<relation>:<id> comes beside a plain base_model:<id>, which says less
        [{base_model_id: split_part(b, ':', 2), relation: split_part(b, ':', 1)}
            FOR b IN base_tags IF regexp_full_match(b, '(finetune|adapter|merge|quantized):[^:]+')] AS related,
        [b FOR b IN list_concat(base_tags, base_cards) IF b IS NOT NULL AND b <> '' AND NOT contains(b, ':')] AS plain
    FROM first_by_identity
    WHERE record_no NOT IN (SELECT record_no FROM later_of_name)
)
SELECT
    model_id,
    hub_id,
    CASE WHEN contains(model_id, '/') THEN split_part(model_id, '/', 1) END AS organisation_id,
    CASE WHEN downloads_30d >= 0 THEN downloads_30d END AS downloads_30d,
    CASE WHEN downloads_all_time >= 0 THEN downloads_all_time END AS downloads_all_time,
    CASE WHEN likes >= 0 THEN likes END AS likes,
    trending_score,
    CASE WHEN created_on > DATE '2022-03-02' THEN created_on END AS created_on,
    CASE WHEN created_on <= DATE '2022-03-02' THEN DATE '2022-03-02' END AS created_before_on,  -- pinned: on or before
    pipeline_tag,
    library_name,
    nullif(lower(trim(coalesce(licence_tag, licence_card))), '') AS licence_raw,
    lower(trim(licence_name)) AS licence_name,
    lower(trim(licence_link)) AS licence_link,
    CASE WHEN gated IN ('false', 'auto', 'manual') THEN gated END AS gated,
    coalesce(CASE WHEN safetensors_total > 0 THEN safetensors_total END, CASE WHEN gguf_total > 0 THEN gguf_total END) AS parameters,
    list_concat(
        [e FOR e IN related IF e.base_model_id <> model_id],
        [{base_model_id: b, relation: 'unknown'} FOR b IN plain
            IF b <> model_id AND NOT list_contains([e.base_model_id FOR e IN related], b)]
    ) AS bases,
    datasets,
    attributes_complete,
    getvariable('source') AS attribute_source
FROM typed_bases;
