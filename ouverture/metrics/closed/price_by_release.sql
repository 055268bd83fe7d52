WITH catalogue AS (
    SELECT * FROM mart_offer WHERE released_on IS NOT NULL AND lab IS NOT NULL
), priced AS (
    SELECT *, date_trunc('quarter', released_on)::DATE AS quarter,
        CASE open_weights WHEN TRUE THEN 'open' WHEN FALSE THEN 'closed' ELSE 'unknown' END AS side,
        blended_price(price_in_usd_per_mtok, price_out_usd_per_mtok) AS blended
    FROM catalogue
), grid AS ( -- a side without a release in a quarter keeps its median of four
    FROM (SELECT DISTINCT quarter FROM priced) CROSS JOIN (SELECT DISTINCT side FROM priced)
), quarter AS (
    SELECT g.quarter, g.side, count(p.model) AS models, count(blended) AS priced,
        CASE WHEN count(blended) >= $priced_min THEN median(blended) END AS median_usd,
        min(coalesce(cheapest_usd_per_mtok, blended)) AS cheapest_usd
    FROM grid g LEFT JOIN priced p USING (quarter, side)
    GROUP BY g.quarter, g.side
), year AS (
    SELECT sources_of(source) AS source, max(as_of) AS as_of,
        q.quarter, q.side, count(p.blended) AS year_priced, CASE WHEN count(p.blended) >= $priced_min THEN median(p.blended) END AS year_usd
    FROM quarter q JOIN priced p ON p.side = q.side AND p.quarter BETWEEN q.quarter - to_months(3 * ($recent_quarters - 1)) AND q.quarter
    GROUP BY q.quarter, q.side
)
SELECT source, quarter, side, models, priced, median_usd, year_usd, year_priced, cheapest_usd, as_of,
    CASE WHEN quarter + INTERVAL 3 MONTH > max(as_of) OVER () THEN 'partial' END AS flags
FROM quarter JOIN year USING (quarter, side)
ORDER BY quarter, side
