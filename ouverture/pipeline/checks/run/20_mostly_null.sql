-- what: most models come without a download count
-- fr: la plupart des modèles arrivent sans compte de téléchargements
-- remedy: take another snapshot; if the field was renamed at the source, adapt ouverture/pipeline/transforms/10_raw_readings.sql and rebuild
-- verdict: quarantined
SELECT run_seq, format('{:.0f} % of the {} models came without a download count', 100 * null_downloads_share, models) AS reason
FROM run_summary
WHERE null_downloads_share > 0.5 AND getvariable('listing') = 'organisations';
