SELECT lab_id, edition, score, published_on, link
FROM transparency_score
WHERE lab_id = $lab
ORDER BY edition
