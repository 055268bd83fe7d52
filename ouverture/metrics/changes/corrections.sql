SELECT corrected_on, claim_id, what_en AS what, what_fr, verdict_before, verdict_after, figure_before, figure_after, unit, why_en AS why, why_fr, metric
FROM correction
WHERE ($since IS NULL OR corrected_on > $since) AND ($until IS NULL OR corrected_on <= $until)
ORDER BY corrected_on DESC, claim_id IS NULL, correction_id
