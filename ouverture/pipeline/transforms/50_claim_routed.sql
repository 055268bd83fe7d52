-- The witness of use: tokens that one router of developers passed on, by whether the weights of the model could be downloaded on
-- that day. Unknown, stealth and the rest below the first 50 count once as closed (at least) and once as open (at most). "Open
-- gains": at least now against at most at the last day before it was said, or the first since. "The developers are in open
-- source": more than half, on the first and on the last of these days.
INSERT INTO claim_found BY NAME
WITH day AS (
    SELECT observed_on, any_value(source) AS source,
        part_of(total_tokens, side = 'open') AS low,
        1 - part_of(total_tokens, side = 'closed') AS high
    FROM routed
    GROUP BY observed_on
), span AS (
    SELECT c.claim_id, coalesce(max(d.observed_on) FILTER (d.observed_on < c.speaks_from), min(d.observed_on)) AS first_on, max(d.observed_on) AS last_on
    FROM claim c, day d
    WHERE c.claim_id IN ('open-gains', 'developers-open') AND d.observed_on <= coalesce(c.speaks_until, 'infinity'::DATE)
    GROUP BY c.claim_id, c.speaks_from
), told AS (
    SELECT claim_id, 5 AS place, b.low AS figure, a.high AS against, first_on AS since, last_on AS measured_on, a.low AS low_before, b.high AS high_now, b.source
    FROM span JOIN day a ON a.observed_on = first_on JOIN day b ON b.observed_on = last_on
    WHERE claim_id = 'open-gains' AND first_on < last_on
    UNION ALL
    SELECT claim_id, (observed_on = last_on)::INTEGER + 1, low AS figure, 0.5, NULL, observed_on, low, high, source
    FROM span JOIN day ON observed_on IN (first_on, last_on)
    WHERE claim_id = 'developers-open'
)
SELECT
    claim_id,
    place,
    CASE claim_id WHEN 'open-gains' THEN 'routed_then' ELSE 'routed_day' END AS definition,
    to_json({high: high_now, low_before: low_before}) AS quotes,
    figure,
    'share' AS unit,
    against,
    'more' AS needs,
    CASE WHEN figure > against THEN TRUE
        WHEN claim_id = 'open-gains' AND high_now < low_before THEN FALSE
        WHEN claim_id = 'developers-open' AND high_now < against THEN FALSE END AS holds,
    since,
    measured_on,
    source
FROM told;
