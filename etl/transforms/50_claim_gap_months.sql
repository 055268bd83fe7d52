-- Sentences that give the lag of open models in months ("about a year", "four months"): the median lag of closed records,
-- one definition a yardstick and clock. It holds where the band of 90 % has the figure said; an upper end that the data do
-- not reach excludes nothing above. These yardsticks are not those of the sources of the sentences.
INSERT INTO claim_test BY NAME
WITH lag AS (
    SELECT *, median_days / 30.4375 AS months, low_days / 30.4375 AS low, high_days / 30.4375 AS high FROM mart_gap_lag
    LEFT JOIN (SELECT yardstick, preference FROM mart_yardstick) USING (yardstick)  -- the panel's scales have none
    WHERE coalesce(preference <= 6, TRUE) AND direction = 'forward' AND median_days IS NOT NULL AND records >= 5 AND matched >= 3
)
SELECT
    c.claim_id,
    row_number() OVER (PARTITION BY c.claim_id ORDER BY l.clock, l.as_of DESC, l.yardstick) AS place,
    format(
        'median lag of {} closed records, {}, {}; it holds if the band of 90 % has the figure: {:.1f} to {}', l.records, board_name(l.yardstick),
        CASE l.clock WHEN 'board' THEN 'by day of the board' ELSE 'by day of release' END,
        l.low, coalesce(format('{:.1f}', l.high), 'beyond')
    ) AS definition_en,
    format(
        'retard médian de {} records fermés, {}, {} ; vrai si la bande de 90 % contient le chiffre : de {} à {}', l.records, board_name(l.yardstick),
        CASE l.clock WHEN 'board' THEN 'au jour du tableau' ELSE 'au jour de sortie' END,
        replace(format('{:.1f}', l.low), '.', ','), coalesce(replace(format('{:.1f}', l.high), '.', ','), 'au-delà')
    ) AS definition_fr,
    l.months AS figure,
    'months' AS unit,
    c.figure AS against,
    c.figure >= round(l.low, 1) AND (l.high IS NULL OR c.figure <= round(l.high, 1)) AS holds,
    l.as_of AS measured_on,
    l.source
FROM claim c, lag l
WHERE c.claim_id IN ('gap-one-year', 'gap-four-months');
