-- what: a needed column is more than 20 points emptier than in the run before, among the models that both list
-- fr: une colonne nécessaire est plus vide de 20 points qu'au relevé précédent, parmi les modèles des deux relevés
-- remedy: take another snapshot; if the field was renamed at the source, adapt ouverture/pipeline/transforms/10_raw_readings.sql and rebuild
-- verdict: quarantined
SELECT run_seq, format('{} missing for {:.0f} % of the models, {:.0f} % in the run before', field, 100 * now, 100 * before) AS reason
FROM (
    SELECT run_seq, unnest(lacking, recursive := TRUE)
    FROM (SELECT run_seq, lacking FROM run_summary UNION ALL SELECT run_seq, lacking FROM same_day_summary)
)
WHERE now - before > 0.2 AND getvariable('source') IN (SELECT source FROM capture)  -- the panel's attributes carry no dates
    AND NOT (field IN ('licence', 'creation date') AND EXISTS (  -- an archive of counters alone, by its nature
        FROM source s WHERE s.name = getvariable('source') AND s.kind = 'archive' AND NOT s.dated_attributes))
ORDER BY now - before DESC;
