-- "Open models are cheaper at equal capability": blended price of each closed over each open model of the same band of half
-- a round step, where both sides have two priced models or more: the median of all pairs, one definition a main board. Prices
-- stand for the board's day only where they are at most 90 days from it; the figure is of the day of the prices.
INSERT INTO claim_found BY NAME
WITH named AS (
    SELECT b.*, o.priced_on, y.step / 2 AS width
    FROM mart_priced_board b
    JOIN mart_yardstick y USING (yardstick)
    JOIN mart_offer o ON o.canonical = b.canonical AND o.model = b.catalogue_model AND coalesce(o.lab_id = b.lab_id, TRUE)
    WHERE b.side IS NOT NULL AND b.price_blended_usd_per_mtok IS NOT NULL AND y.preference <= 6 AND abs(o.priced_on - b.as_of) <= 90
    QUALIFY row_number() OVER (PARTITION BY yardstick, b.lab_id, b.catalogue_model ORDER BY b.score DESC, b.model) = 1
), banded AS (
    SELECT *, floor(score / width) AS band FROM named
    QUALIFY least(
        count(*) FILTER (side = 'closed') OVER (PARTITION BY yardstick, as_of, band),
        count(*) FILTER (side = 'open') OVER (PARTITION BY yardstick, as_of, band)
    ) >= 2
), pair AS (
    SELECT c.yardstick, c.as_of, c.source, greatest(c.priced_on, o.priced_on) AS priced_on, c.band,
        c.price_blended_usd_per_mtok / o.price_blended_usd_per_mtok AS ratio
    FROM banded c JOIN banded o USING (yardstick, as_of, band)
    WHERE c.side = 'closed' AND o.side = 'open'
), board AS (
    SELECT yardstick, as_of, any_value(source) AS source, max(priced_on) AS priced_on, count(*) AS pairs,
        median(ratio) AS ratio, round(min(ratio), 1) AS low, round(max(ratio), 1) AS high
    FROM pair
    GROUP BY yardstick, as_of
)
SELECT
    c.claim_id,
    row_number() OVER (ORDER BY b.as_of DESC, b.yardstick) AS place,
    'price_pairs price_of' AS definition,
    to_json({pairs: b.pairs, low: b.low, high: b.high, board: b.yardstick, board_day: b.as_of}) AS quotes,
    b.ratio AS figure,
    'ratio' AS unit,
    1 AS against,
    'more' AS needs,
    b.ratio > 1 AS holds,
    b.priced_on AS measured_on,
    b.source
FROM claim c, board b
WHERE c.claim_id = 'open-cheaper';
