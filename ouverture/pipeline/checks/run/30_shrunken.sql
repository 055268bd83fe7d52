-- what: the run lists less than 80 % of the models of the last good run of the same source and scope
-- fr: le relevé liste moins de 80 % des modèles du dernier bon relevé de même source et de même étendue
-- remedy: take another snapshot; if the source really shrank, accept the run
-- verdict: quarantined
WITH good AS (
    (
        SELECT run_seq, run_id, models
        FROM snapshot_run
        WHERE source = getvariable('source') AND scope IS NOT DISTINCT FROM getvariable('scope') AND status <> 'quarantined'
        ORDER BY run_seq DESC LIMIT 1
    )
    UNION ALL
    SELECT b.run_seq, b.run_id, s.models FROM batch b JOIN run_summary s USING (run_seq)
)
SELECT s.run_seq, format('{} models listed, {:.0f} % of the {} of {}', s.models, 100 * s.models / g.models, g.models, g.run_id) AS reason
FROM run_summary s ASOF JOIN good g ON s.run_seq > g.run_seq
WHERE getvariable('listing') = 'organisations' AND s.models < 0.8 * g.models;
