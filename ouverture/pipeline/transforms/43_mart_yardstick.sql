-- The yardsticks, what each can say, and which is asked first: Arena's text board as read live, else the panel's boards, then
-- indices, Arena's other boards, the Hub's benchmarks and any board that has no place here. A board of few models, or of one
-- side, is asked last.

DELETE FROM mart_yardstick;
INSERT INTO mart_yardstick BY NAME
WITH counted AS (
    SELECT
        yardstick, any_value(source) AS source, max(as_of) AS as_of,
        count(DISTINCT one_model(model)) FILTER (side = 'open') AS open_models,
        count(DISTINCT one_model(model)) FILTER (side = 'closed') AS closed_models,
        count(*) FILTER (side IS NOT NULL AND released_on IS NOT NULL) AS dated,
        count(*) FILTER (side IS NOT NULL AND price_blended_usd_per_mtok IS NOT NULL) AS priced,
        count(*) FILTER (side = 'open' AND parameters_total_b IS NOT NULL) AS sized,
        max(score) AS best
    FROM mart_board_model
    GROUP BY yardstick
), ranked AS (
    SELECT *,
        CASE
            WHEN least(open_models, closed_models) < 3 OR open_models + closed_models < 20 THEN 9
            WHEN yardstick = 'arena/text/overall' THEN 0
            WHEN NOT contains(yardstick, '/') AND (kind_of(source) IS DISTINCT FROM 'web') THEN 1
            WHEN yardstick = 'epoch/capabilities' THEN 2
            WHEN yardstick = 'arena/text_style_control/overall' THEN 3
            WHEN starts_with(yardstick, 'artificial-analysis/') THEN 4
            WHEN yardstick LIKE 'arena/%/overall' THEN 5
            WHEN starts_with(yardstick, 'hub/') THEN 6
            ELSE 7 END AS place
    FROM counted
)
SELECT
    yardstick, source, as_of,
    CASE WHEN starts_with(yardstick, 'arena/') THEN regexp_extract(yardstick, '^(.*)/[^/]+$', 1) ELSE yardstick END AS board,
    CASE WHEN starts_with(yardstick, 'arena/') THEN regexp_extract(yardstick, '([^/]+)$', 1) END AS category,
    CASE
        WHEN by_votes(yardstick) THEN 'votes'
        WHEN starts_with(yardstick, 'hub/') THEN 'public'
        WHEN yardstick = 'epoch/capabilities' THEN 'mixed' END AS testing,
    open_models, closed_models, dated, priced, sized,
    CASE WHEN best >= 1000 THEN 50 WHEN best >= 10 THEN 10 ELSE 0.1 END AS step,
    -- the panel's boards are older readings of what is read live
    CASE WHEN place = 1 AND count(*) FILTER (place = 0) OVER () > 0 THEN 8 ELSE place END AS preference
FROM ranked
ORDER BY preference, yardstick;
