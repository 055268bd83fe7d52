SELECT 'both' AS finding_case,
    (SELECT max(osai_best) FROM result) AS osai,
    (SELECT list(lab_id ORDER BY lab_id) FROM result WHERE osai_best = (SELECT max(osai_best) FROM result)) AS osai_labs,
    t.edition, t.lab_id AS fmti_lab, t.score AS points, t.published_on AS as_of, 'high' AS confidence
FROM transparency_score t
WHERE t.lab_id IS NOT NULL AND EXISTS (SELECT 1 FROM result WHERE osai_best IS NOT NULL)
ORDER BY t.edition DESC, t.score DESC, t.lab_id LIMIT 1
