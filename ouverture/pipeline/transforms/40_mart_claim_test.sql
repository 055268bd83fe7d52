-- The tests of the claims are written anew by 50_claim_*.sql, one file a rule.
-- Each row is one definition: what was measured, what it is held against, and whether the claim holds by it.
DELETE FROM claim_test;

-- The definition in words is one or several texts of claims.toml, one behind the other, with the values that they quote.
CREATE OR REPLACE TEMP TABLE claim_found (
    claim_id VARCHAR, place INTEGER, definition VARCHAR, quotes JSON, figure DOUBLE, unit VARCHAR, against DOUBLE, needs VARCHAR,
    holds BOOLEAN, since DATE, measured_on DATE, source VARCHAR
);

-- Points between the best closed and the best open model, board by board of the main yardsticks.
CREATE OR REPLACE TEMP VIEW claim_gap AS
SELECT scale, as_of, any_value(source) AS source, max(score) FILTER (side = 'closed') - max(score) FILTER (side = 'open') AS points
FROM board_best
WHERE NOT contains(scale, '/') OR scale IN (SELECT yardstick FROM mart_yardstick WHERE preference <= 6)
GROUP BY scale, as_of
HAVING points IS NOT NULL;
