WITH day AS (
    SELECT source, observed_on, coalesce(country, 'unknown') AS country, side, is_other, total_tokens,
        sum(total_tokens) OVER (PARTITION BY source, observed_on) AS of_day
    FROM routed
), large AS (
    SELECT country
    FROM (SELECT country, observed_on, sum(total_tokens) / any_value(of_day) AS share FROM day GROUP BY country, observed_on)
    WHERE share >= $least OR country = 'unknown'
    GROUP BY country
), placed AS (
    SELECT d.*, coalesce(l.country, 'other') AS origin FROM day d LEFT JOIN large l USING (country)
)
SELECT source, observed_on, origin, count(*) FILTER (NOT is_other) AS models, sum(total_tokens)::BIGINT AS total_tokens,
    sum(total_tokens) / any_value(of_day) AS share,
    part_of(total_tokens, side = 'open') AS open_share
FROM placed
GROUP BY source, observed_on, origin
ORDER BY source, observed_on, origin IN ('other', 'unknown'), share DESC, origin
