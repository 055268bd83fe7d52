-- "Transparency fell from 58 to 40 points": mean score of the index's editions of 2024 and 2025. It holds within a point at both
-- ends. The companies differ between editions, so those of both are a definition of their own.
INSERT INTO claim_found BY NAME
WITH company AS (
    SELECT a.developer IN (SELECT developer FROM transparency_score WHERE edition = b.other) AS in_both, a.edition, a.score, a.published_on
    FROM transparency_score a
    JOIN (VALUES ('2024', '2025'), ('2025', '2024')) b(edition, other) USING (edition)
), mean AS (
    SELECT 1 AS place, avg(score) FILTER (edition = '2025') AS now, avg(score) FILTER (edition = '2024') AS before, max(published_on) AS measured_on
    FROM company
    UNION ALL
    SELECT 2, avg(score) FILTER (edition = '2025'), avg(score) FILTER (edition = '2024'), max(published_on) FROM company WHERE in_both
)
SELECT
    c.claim_id,
    m.place,
    CASE m.place WHEN 1 THEN 'mean_of_all mean_before' ELSE 'mean_of_both mean_before' END AS definition,
    m.now AS figure,
    'points' AS unit,
    m.before AS against,
    'near' AS needs,
    abs(m.before - 58) < 1 AND abs(m.now - 40) < 1 AS holds,
    m.measured_on,
    bringer_of('transparency_score') AS source
FROM claim c, mean m
WHERE c.claim_id = 'transparency-falls' AND m.now IS NOT NULL AND m.before IS NOT NULL;
