-- The tests of the claims are written anew by 50_claim_*.sql, one file a rule.
-- Each row is one definition: what was measured, what it is held against, and whether the claim holds by it.
DELETE FROM claim_test;

-- Words of their definitions: boards and days as a reader names them.
CREATE OR REPLACE TEMP MACRO board_en(yardstick) AS CASE yardstick
    WHEN 'elo-online' THEN 'Arena 2023–24'
    WHEN 'bradley-terry' THEN 'Arena 2024–25'
    WHEN 'arena-2026-top-list' THEN 'Arena 2026, top list'
    WHEN 'arena-text' THEN 'Arena text 2025'
    WHEN 'arena-text-top' THEN 'Arena text 2026, top 50'
    ELSE yardstick END;
CREATE OR REPLACE TEMP MACRO board_fr(yardstick) AS CASE yardstick
    WHEN 'elo-online' THEN 'Arena 2023-24'
    WHEN 'bradley-terry' THEN 'Arena 2024-25'
    WHEN 'arena-2026-top-list' THEN 'Arena 2026, premiers'
    WHEN 'arena-text' THEN 'Arena texte 2025'
    WHEN 'arena-text-top' THEN 'Arena texte 2026, 50 premiers'
    ELSE yardstick END;
CREATE OR REPLACE TEMP MACRO day_en(day) AS strftime(day, '%-d %B %Y');
CREATE OR REPLACE TEMP MACRO day_fr(day) AS format(
    '{} {} {}', CASE day(day) WHEN 1 THEN '1er' ELSE day(day)::VARCHAR END,
    ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'][month(day)],
    year(day)
);

-- Points between the best closed and the best open model, board by board of the main yardsticks.
CREATE OR REPLACE TEMP VIEW claim_gap AS
SELECT scale, as_of, any_value(source) AS source, max(score) FILTER (side = 'closed') - max(score) FILTER (side = 'open') AS points
FROM board_best
WHERE NOT contains(scale, '/') OR scale IN (SELECT yardstick FROM mart_yardstick WHERE preference <= 6)
GROUP BY scale, as_of
HAVING points IS NOT NULL;
