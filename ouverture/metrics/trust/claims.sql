WITH verdict AS (
    SELECT claim_id,
        count(*) FILTER (holds) AS holds_in,
        count(holds) AS definitions,
        coalesce(bool_or(inside AND CASE needs WHEN 'more' THEN figure <= against WHEN 'at_least' THEN figure < against
            WHEN 'less' THEN figure >= against WHEN 'at_most' THEN figure > against END), FALSE) AS contradicted,
        CASE WHEN count(holds) = 0 THEN 'cannot_be_tested'
            WHEN bool_and(holds) AND NOT contradicted THEN 'holds'
            WHEN bool_or(holds) THEN 'depends'
            ELSE 'fails' END AS verdict
    FROM claim_test
    GROUP BY claim_id
), named AS ( -- the published text itself names the figure that it contradicts
    SELECT claim_id, regexp_extract(claim, 'contradicts ([a-z0-9-]+)', 1) AS other FROM claim WHERE claim LIKE '%contradicts %'
), pair AS (
    SELECT n.claim_id, n.other FROM named n JOIN claim c ON c.claim_id = n.other
    UNION
    SELECT c.claim_id, n.claim_id AS other FROM named n JOIN claim c ON c.claim_id = n.other
)
SELECT
    c.claim_id, c.claim, c.claim_fr, c.kind, c.who, c.who_fr, c.as_of AS said, c.speaks_from, c.speaks_until, c.figure AS claimed, c.unit AS claimed_unit,
    coalesce(v.verdict, 'cannot_be_tested') AS verdict,
    coalesce(v.holds_in, 0) AS holds_in,
    coalesce(v.definitions, 0) AS definitions,
    t.place, t.definition_en AS definition, t.definition_fr, t.figure, t.unit AS figure_unit, t.against, t.needs, t.holds, t.since,
    t.measured_on, t.inside, t.source, c.metric, p.other AS contradicts, c.missing_en AS missing, c.missing_fr, c.link
FROM claim c
LEFT JOIN claim_test t USING (claim_id)
LEFT JOIN verdict v USING (claim_id)
LEFT JOIN pair p USING (claim_id)
ORDER BY
    c.kind <> 'debate',
    list_position(['holds', 'depends', 'fails', 'cannot_be_tested'], coalesce(v.verdict, 'cannot_be_tested')),
    t.place IS NULL, p.other IS NULL, c.claim_id, t.place
