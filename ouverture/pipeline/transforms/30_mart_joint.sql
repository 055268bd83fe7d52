-- Where own snapshots begin and an archive has read the Hub before: both on the models that both list, so that a chain of
-- like-for-like steps may go on across the joint. Of several archives the one with most readings is gone on from.

CREATE OR REPLACE TEMP TABLE joint_run AS
SELECT source, arg_max(run_id, run_seq) AS run_id, max(run_seq) AS run_seq
FROM snapshot_run
WHERE getvariable('source') = live_source()
    AND in_series AND in_totals AND listing = 'organisations' AND source <> live_source()
    AND snapshot_date < (SELECT min(snapshot_date) FROM batch HAVING min(previous_seq) IS NULL)
    AND source IN (SELECT source FROM capture)  -- the panel's lists are another choice of models
GROUP BY source
ORDER BY count(*) DESC, source LIMIT 1;

INSERT INTO mart_joint BY NAME
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    any_value(j.source) AS other_source,
    any_value(j.run_id) AS other_run_id,
    l.lab_id, l.tier, l.task_scope, l.left_out OR o.model_key IS NOT NULL AS excluded,
    sum(l.downloads_30d)::BIGINT AS common_downloads_30d,
    sum(p.downloads_30d)::BIGINT AS common_downloads_30d_before
FROM joint_run j
CROSS JOIN batch b
JOIN listed l ON l.run_seq = b.run_seq
JOIN listed_as_of((SELECT source FROM joint_run), (SELECT run_seq FROM joint_run)) p USING (model_key)
LEFT JOIN mart_left_out o ON o.run_id = j.run_id AND o.model_key = l.model_key
WHERE l.downloads_30d IS NOT NULL AND p.downloads_30d IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
