WITH chosen AS (
    SELECT * FROM result
    WHERE source = (SELECT newest(source, snapshot_date, source) FROM result)
), latest AS (
    SELECT * FROM chosen ORDER BY snapshot_date DESC LIMIT 1
), first AS (
    SELECT * FROM chosen ORDER BY snapshot_date LIMIT 1
)
SELECT
    CASE WHEN f.snapshot_date = l.snapshot_date THEN 'one_reading' ELSE 'concentrated' END AS finding_case,
    CASE $unit WHEN 'model' THEN 'models' ELSE 'labs' END AS counted, CASE $unit WHEN 'model' THEN 'modèles' ELSE 'laboratoires' END AS counted_fr,
    l.units, l.cr4, l.hhi, l.effective_number AS effective, f.effective_number AS before, f.snapshot_date AS since,
    (SELECT count(*) FROM chosen WHERE flags LIKE '%break%' AND snapshot_date > f.snapshot_date) AS breaks,
    l.snapshot_date AS as_of,
    CASE WHEN (SELECT count(*) FROM chosen) < $readings_high THEN 'low' WHEN l.source = live_source() THEN 'high' ELSE 'medium' END AS confidence,
    CASE WHEN (SELECT count(*) FROM chosen) < $readings_high THEN 'few_readings' WHEN l.source <> live_source() THEN 'partial_coverage' END
        AS confidence_reason
FROM latest l, first f
