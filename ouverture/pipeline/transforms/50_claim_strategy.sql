-- "Gemma beside Gemini", "Meta follows the same strategy", "Mistral was open from the start": models of the lab in the catalogues,
-- by whether their weights can be had, in the days of which the claim speaks. The same strategy is to open some models and keep
-- others; open from the start is read twice: that it began so, and that it stayed so.
INSERT INTO claim_found BY NAME
WITH offered AS (
    SELECT lab_id, model, released_on, open_weights, source FROM mart_offer
    WHERE lab_id IN ('google', 'meta', 'mistral') AND released_on IS NOT NULL AND open_weights IS NOT NULL
), catalogue AS (
    SELECT max(as_of) AS last_on FROM mart_offer
), span AS (
    SELECT c.claim_id, c.speaks_from, least(coalesce(c.speaks_until, k.last_on), k.last_on) AS last_on,
        last_day(try_cast(left(c.as_of, 7) || '-01' AS DATE)) AS said_by
    FROM claim c, catalogue k
), rule(claim_id, place, lab_id, name, side, until, needs, against) AS (
    VALUES
        ('gemma-beside-gemini', 1, 'google', 'gemini', 'open', 'last', 'at_most', 0),
        ('gemma-beside-gemini', 2, 'google', 'gemma', 'open', 'last', 'at_least', 1),
        ('meta-same-strategy', 1, 'meta', '', 'closed', 'said', 'more', 0),
        ('meta-same-strategy', 2, 'meta', '', 'closed', 'last', 'more', 0),
        ('meta-same-strategy', 3, 'meta', '', 'open', 'last', 'more', 0),
        ('mistral-open-start', 1, 'mistral', '', 'open', 'first', 'at_least', 1),
        ('mistral-open-start', 2, 'mistral', '', 'open', 'last', 'at_least', 1)
), counted AS (
    SELECT r.claim_id, r.place, r.lab_id, r.name, r.side, r.until, r.needs, r.against,
        CASE r.until WHEN 'said' THEN any_value(s.said_by) WHEN 'first' THEN min(o.released_on) ELSE any_value(s.last_on) END AS measured_on,
        any_value(s.speaks_from) AS since,
        count(*) FILTER (o.released_on <= s.last_on AND (r.until <> 'said' OR o.released_on <= s.said_by)) AS models,
        count(*) FILTER (o.released_on <= s.last_on AND (r.until <> 'said' OR o.released_on <= s.said_by) AND o.open_weights = (r.side = 'open')) AS having_it,
        avg((o.open_weights = (r.side = 'open'))::INTEGER) FILTER (o.released_on = first_on) AS first_share,
        min(o.source) AS source
    FROM rule r
    JOIN span s USING (claim_id)
    JOIN (SELECT *, min(released_on) OVER (PARTITION BY lab_id) AS first_on FROM offered) o
        ON o.lab_id = r.lab_id AND contains(lower(o.model), r.name) AND o.released_on >= s.speaks_from
    GROUP BY r.claim_id, r.place, r.lab_id, r.name, r.side, r.until, r.needs, r.against
), told AS (
    SELECT *, coalesce(nullif(name, ''), lab_id) AS named,
        CASE until WHEN 'first' THEN first_share ELSE having_it / models END AS figure FROM counted WHERE models > 0
)
SELECT
    claim_id,
    place,
    CASE until WHEN 'first' THEN 'first_day' ELSE concat_ws(' ', 'of_its',
        CASE side WHEN 'open' THEN 'with_weights' ELSE 'without_weights' END, CASE until WHEN 'said' THEN 'by_month' END,
        CASE needs WHEN 'at_most' THEN 'needs_none' WHEN 'at_least' THEN 'needs_all' ELSE 'needs_some' END) END AS definition,
    to_json({name: upper(named[:1]) || named[2:], models: models, counted: having_it}) AS quotes,
    figure,
    'share' AS unit,
    against,
    needs,
    CASE needs WHEN 'at_most' THEN figure <= against WHEN 'at_least' THEN figure >= against ELSE figure > against END AS holds,
    since,
    measured_on,
    source
FROM told;
