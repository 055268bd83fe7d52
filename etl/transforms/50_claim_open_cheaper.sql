-- "Open models are cheaper at equal capability": median blended price of closed over open models in bands of half a round
-- step on the newest board of each main yardstick, one definition a band where both sides have two priced models or more.
INSERT INTO claim_test BY NAME
WITH named AS (
    SELECT b.*, step / 2 AS width FROM mart_board_model b JOIN mart_yardstick y USING (yardstick)
    WHERE b.side IS NOT NULL AND b.price_blended_usd_per_mtok IS NOT NULL AND y.preference <= 6
    QUALIFY row_number() OVER (PARTITION BY yardstick, b.lab_id, b.catalogue_model ORDER BY b.score DESC, b.model) = 1
), band AS (
    SELECT yardstick, as_of, source, floor(score / width) * width AS score_from,
        median(price_blended_usd_per_mtok) FILTER (side = 'closed') / median(price_blended_usd_per_mtok) FILTER (side = 'open') AS ratio
    FROM named
    GROUP BY ALL
    HAVING count(*) FILTER (side = 'closed') >= 2 AND count(*) FILTER (side = 'open') >= 2
)
SELECT
    c.claim_id,
    row_number() OVER (ORDER BY b.as_of DESC, b.score_from DESC) AS place,
    format('median price of closed over open models from {} points, {}', b.score_from::BIGINT, board_name(b.yardstick)) AS definition_en,
    format('prix médian des modèles fermés sur celui des ouverts, à partir de {} points, {}', b.score_from::BIGINT, board_name(b.yardstick))
        AS definition_fr,
    b.ratio AS figure,
    'ratio' AS unit,
    1 AS against,
    b.ratio > 1 AS holds,
    b.as_of AS measured_on,
    b.source
FROM claim c, band b
WHERE c.claim_id = 'open-cheaper';
