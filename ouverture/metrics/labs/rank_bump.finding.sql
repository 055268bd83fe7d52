WITH chosen AS (
    SELECT * FROM result
    WHERE line = (SELECT newest(line, snapshot_date, source) FROM result)
        AND snapshot_date >= coalesce((SELECT max(snapshot_date) FROM result WHERE joint = 'break'), DATE '2000-01-01')
), lab AS (
    SELECT lab_id, arg_min(rank, snapshot_date) AS before, arg_max(rank, snapshot_date) AS after FROM chosen GROUP BY lab_id
), best AS (
    SELECT * FROM lab ORDER BY before - after DESC, after, lab_id LIMIT 1
), first_place AS ( -- a first place of long ago may belong to a lab no longer among those drawn: then nobody is named
    SELECT coalesce(list(lab_id ORDER BY lab_id) FILTER (after = 1), []) AS leader,
        coalesce(list(lab_id ORDER BY lab_id) FILTER (before = 1), []) AS leader_before
    FROM lab
), ahead AS ( -- the reading from which on the leader is first
    SELECT min(snapshot_date) AS leads_from FROM chosen, first_place
    WHERE lab_id = leader[1] AND snapshot_date > coalesce((SELECT max(snapshot_date) FROM chosen, first_place WHERE lab_id = leader[1] AND rank > 1), DATE '2000-01-01')
), span AS (
    SELECT min(snapshot_date) AS since, max(snapshot_date) AS as_of, max(ranked_labs) AS labs,
        count(DISTINCT snapshot_date) AS readings, count(*) FILTER (flags LIKE '%partial%') > 0 AS incomplete,
        bool_and(lacks_counts(uncounted_downloads_30d, downloads_30d, $uncounted)) FILTER (flags LIKE '%partial%') AS uncounted
    FROM chosen
), fall AS ( -- the largest fall of one model of the former first
    SELECT m.model_id AS model, m.downloads_before AS model_before, m.downloads_after AS model_after, m.excluded AS machine
    FROM mart_mover m, span, first_place
    WHERE m.source IN (SELECT source FROM chosen) AND m.lab_id = leader_before[1] AND m.snapshot_date > since
        AND counts_for($basis, $tasks, m.excluded, m.task_scope)
        AND m.downloads_before - m.downloads_after > (
            SELECT max(level) FILTER (lab_id = leader[1]) - max(level) FILTER (lab_id = leader_before[1])
            FROM (SELECT *, CASE WHEN $rank_by = 'raw' THEN downloads_30d ELSE like_for_like END AS level FROM chosen)
            WHERE snapshot_date = as_of)
    ORDER BY m.downloads_before - m.downloads_after DESC, m.model_id
    LIMIT 1
)
SELECT
    CASE WHEN readings < 2 THEN 'thin'
        WHEN len(leader) = 1 AND len(leader_before) = 1 AND leader <> leader_before AND model IS NOT NULL
            THEN CASE WHEN machine THEN 'machine' ELSE 'one_model' END
        WHEN len(leader) = 1 AND len(leader_before) = 1 AND leader <> leader_before THEN 'overtook'
        WHEN before > after THEN 'climbed'
        ELSE 'steady' END AS finding_case,
    lab_id AS lab, before, after, since, labs,
    leader, leader_before, leads_from, CASE WHEN $rank_by <> 'raw' THEN since END AS chained, model, model_before, model_after, as_of,
    CASE WHEN readings < 3 OR finding_case IN ('one_model', 'machine') THEN 'low' WHEN incomplete THEN 'medium' ELSE 'high' END AS confidence,
    CASE WHEN readings < 3 THEN 'few_readings' WHEN finding_case IN ('one_model', 'machine') THEN 'one_model' WHEN uncounted THEN 'missing_counts' WHEN incomplete THEN 'incomplete_list' END AS confidence_reason
FROM span, best, ahead, first_place LEFT JOIN fall ON TRUE
