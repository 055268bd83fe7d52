WITH hub AS (
    SELECT r.source, r.snapshot_date,
        sum(a.common_downloads_30d) AS after, sum(a.common_downloads_30d_before) AS before,
        row_number() OVER (PARTITION BY r.source ORDER BY r.snapshot_date) AS place
    FROM series_run r JOIN mart_adoption a USING (run_id)
    WHERE a.tier >= least_tier('permissive') AND of_tasks($tasks, a.task_scope) AND r.snapshot_date >= $since AND on_basis($basis, a.excluded)
    GROUP BY r.source, r.snapshot_date
), listed AS (
    SELECT source, registry, counted_from, side, package, observed_on, downloads_per_day FROM package_window
    WHERE observed_on >= $since AND side IN ('open_runtime', 'closed_api') AND downloads IS NOT NULL
), steady AS (
    SELECT l.source, l.registry, l.counted_from, l.package
    FROM listed l JOIN (
        SELECT source, registry, counted_from, count(DISTINCT observed_on) AS lists FROM listed GROUP BY ALL
    ) USING (source, registry, counted_from)
    GROUP BY l.source, l.registry, l.counted_from, l.package
    HAVING count(*) = max(lists)
), catalogue AS (
    SELECT * FROM mart_offer WHERE released_on IS NOT NULL AND lab IS NOT NULL
), quarter AS (
    SELECT sources_of(source) AS source, open_weights, date_trunc('quarter', released_on)::DATE AS quarter, count(*) AS models
    FROM catalogue
    WHERE open_weights IS NOT NULL AND released_on >= date_trunc('quarter', $since::DATE)
        AND date_trunc('quarter', released_on) + INTERVAL 3 MONTH <= (SELECT max(as_of) FROM catalogue)
    GROUP BY open_weights, quarter
), line AS (
    SELECT 'hub_open' AS index_name, source, NULL AS scale, snapshot_date AS observed_on,
        exp(sum(CASE WHEN place = 1 THEN 0 ELSE ln(after / before) END) OVER (PARTITION BY source ORDER BY snapshot_date)) AS value
    FROM hub
    UNION ALL
    SELECT CASE side WHEN 'open_runtime' THEN 'installs_open' ELSE 'installs_closed' END, source, concat_ws(' · ', nullif(registry, source), counted_from::VARCHAR), observed_on,
        sum(downloads_per_day)
    FROM listed SEMI JOIN steady USING (source, registry, counted_from, package)
    GROUP BY source, registry, counted_from, side, observed_on
    UNION ALL
    SELECT 'router_open', source, NULL, observed_on, part_of(total_tokens, side = 'open')
    FROM routed
    WHERE observed_on >= $since
    GROUP BY source, observed_on
    UNION ALL
    SELECT CASE WHEN open_weights THEN 'releases_open' ELSE 'releases_closed' END,
        (SELECT sources_of(source) FROM quarter), NULL, quarter, models
    FROM quarter
    UNION ALL
    SELECT 'board_open', source, scale, as_of,
        1 / (1 + 10 ** ((max(score) FILTER (side = 'closed') - max(score) FILTER (side = 'open')) / $elo_spread))
    FROM board_best
    WHERE as_of >= $since AND CASE WHEN EXISTS (FROM mart_yardstick WHERE preference = 0)
        THEN scale IN (SELECT yardstick FROM mart_yardstick WHERE preference = 0)
        ELSE by_votes(scale) AND NOT contains(scale, '/') END
    GROUP BY source, scale, as_of
)
SELECT source, index_name, scale, observed_on,
    100 * value / first_value(value) OVER w AS index, value, first_value(observed_on) OVER w AS base_on,
    $blind_spots_en[list_position($indicators, index_name)] AS blind_spot_en,
    $blind_spots_fr[list_position($indicators, index_name)] AS blind_spot_fr,
    CASE WHEN observed_on - lag(observed_on) OVER w > $gap_days THEN 'gap' END AS flags
FROM line
WHERE value IS NOT NULL
WINDOW w AS (PARTITION BY index_name, source, scale ORDER BY observed_on)
ORDER BY list_position($indicators, index_name), source, scale, observed_on
