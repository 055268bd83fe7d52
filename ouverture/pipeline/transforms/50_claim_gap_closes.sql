-- "Open closes the capability gap", and "open gains on closed" by that witness: points between the best closed and the best open
-- model, the last board of each scale in the days of which the claim speaks against the last one before it was said; of a scale
-- that began later, against its first. Levels of two scales are not comparable, so each scale is a definition of its own; a
-- span under half a year is shown and decides nothing.
INSERT INTO claim_found BY NAME
WITH start AS (
    SELECT c.claim_id, c.speaks_from, c.speaks_until, g.scale,
        max(g.as_of) FILTER (g.as_of < c.speaks_from) AS before_on,
        coalesce(max(g.as_of) FILTER (g.as_of < c.speaks_from), min(g.as_of)) AS first_on
    FROM claim c, claim_gap g
    WHERE c.claim_id IN ('gap-closes', 'open-gains')
    GROUP BY c.claim_id, c.speaks_from, c.speaks_until, g.scale
), ends AS (
    SELECT s.claim_id, s.scale, s.before_on, s.first_on, max(g.as_of) AS last_on,
        arg_min(g.points, g.as_of) AS before, arg_max(g.points, g.as_of) AS now, arg_max(g.source, g.as_of) AS source
    FROM start s
    JOIN claim_gap g ON g.scale = s.scale AND g.as_of >= s.first_on AND g.as_of <= coalesce(s.speaks_until, 'infinity'::DATE)
    GROUP BY s.claim_id, s.scale, s.before_on, s.first_on
    HAVING s.first_on < max(g.as_of)
)
SELECT
    claim_id,
    CASE claim_id WHEN 'open-gains' THEN 10 ELSE 0 END
        + row_number() OVER (PARTITION BY claim_id ORDER BY before_on IS NULL, last_on - first_on < 180, last_on DESC, scale) AS place,
    concat_ws(' ', 'gap', CASE WHEN before_on IS NULL THEN 'first_board' ELSE 'last_before' END,
        CASE WHEN last_on - first_on < 180 THEN 'short_span' END) AS definition,
    to_json({board: scale}) AS quotes,
    now AS figure,
    'points' AS unit,
    before AS against,
    'less' AS needs,
    CASE WHEN last_on - first_on >= 180 THEN now < before END AS holds,
    first_on AS since,
    last_on AS measured_on,
    source
FROM ends;
