WITH chosen AS (
    SELECT * FROM result WHERE source = (SELECT source FROM result LIMIT 1)  -- the first in the order of the rows -- noqa: AM09
), compared AS (
    SELECT * FROM chosen WHERE relative_adoption IS NOT NULL ORDER BY age_days DESC LIMIT 1
)
SELECT
    CASE
        WHEN c.relative_adoption >= 1 THEN 'ahead'
        WHEN c.relative_adoption < 1 THEN 'behind'
        WHEN m.base_relation = 'quantized' THEN 'copy'
        WHEN m.size_class IS NULL THEN 'no_size'
        WHEN NOT EXISTS (FROM chosen) THEN 'not_followed'
        ELSE 'thin'
    END AS finding_case,
    c.age_days AS age, c.relative_adoption AS ratio, c.peers, c.size_class AS size,
    (SELECT max(n.counted_on) FROM cumulative n JOIN model m USING (model_key), chosen
        WHERE m.model_id = chosen.model_id AND n.source = chosen.source) AS as_of,
    CASE WHEN c.flags LIKE '%excluded%' THEN 'low' WHEN c.peers >= $peers_high AND c.flags IS NULL THEN 'high' WHEN c.peers >= 2 * $fewest THEN 'medium' ELSE 'low' END AS confidence,
    CASE WHEN c.flags LIKE '%excluded%' THEN 'machine_traffic' WHEN c.peers < 2 * $fewest THEN 'small_sample' END AS confidence_reason
FROM model m LEFT JOIN compared c ON TRUE
WHERE m.model_id = $model
