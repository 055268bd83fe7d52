WITH catalogue AS (
    SELECT * FROM mart_offer WHERE released_on IS NOT NULL AND lab IS NOT NULL
)
SELECT sources_of(source) AS source, date_trunc('quarter', released_on)::DATE AS quarter,
    CASE open_weights WHEN TRUE THEN 'open' WHEN FALSE THEN 'closed' ELSE 'unknown' END AS side,
    country, count(*) AS models, count(*) / sum(count(*)) OVER (PARTITION BY quarter) AS share, max(as_of) AS as_of,
    CASE WHEN quarter + INTERVAL 3 MONTH > (SELECT max(as_of) FROM catalogue) THEN 'partial' END AS flags
FROM catalogue
WHERE $country IS NULL OR country = $country
GROUP BY quarter, side, country
ORDER BY quarter, side DESC, models DESC, country
