-- "On par", "matches or outperforms": two models on the same board on the same day, one definition a board and pair. On par goes
-- down to ten points behind, 49 against 51 votes of 100; what matches or outperforms is not behind at all. A model with versions
-- stands for the best and for the newest of those that were out when it was said. And "the most advanced": rank of the best
-- Llama whose weights were published, among all models of a board.
INSERT INTO claim_found BY NAME
WITH pair(claim_id, name, model, others, least, other) AS (
    VALUES
        ('r1-o1', 'DeepSeek-R1', 'deepseek-r1', ['o1-2024-12-17'], -10, 'o1'),
        ('mixtral-gpt35', 'Mixtral 8x7B', 'mixtral-8x7b-instruct-v0.1', ['gpt-3.5-turbo-0301', 'gpt-3.5-turbo-0314', 'gpt-3.5-turbo-0613', 'gpt-3.5-turbo-1106'], 0,
            'gpt35_best'),
        ('mixtral-gpt35', 'Mixtral 8x7B', 'mixtral-8x7b-instruct-v0.1', ['gpt-3.5-turbo-1106'], 0, 'gpt35_newest')
), met AS (
    SELECT p.claim_id, p.name, p.least, p.other, a.source, a.yardstick, a.as_of, max(a.score) AS score, max(b.score) AS other_score
    FROM pair p
    JOIN benchmark_score a ON lower(a.model) = p.model
    JOIN benchmark_score b ON (b.source, b.yardstick, b.as_of) = (a.source, a.yardstick, a.as_of) AND list_contains(p.others, lower(b.model))
    GROUP BY ALL
)
SELECT
    m.claim_id,
    row_number() OVER (PARTITION BY m.claim_id ORDER BY m.as_of, m.yardstick, m.source, m.other) AS place,
    CASE WHEN m.score < m.other_score THEN 'behind' ELSE 'ahead' END || CASE WHEN m.least < 0 THEN ' down_to' ELSE ' not_behind' END AS definition,
    to_json({model: m.name, other: m.other, board: m.yardstick, apart: abs(m.score - m.other_score), allowed: -m.least}) AS quotes,
    m.score - m.other_score AS figure,
    'points' AS unit,
    m.least AS against,
    'at_least' AS needs,
    m.score - m.other_score >= m.least AS holds,
    m.as_of AS measured_on,
    m.source
FROM met m JOIN claim USING (claim_id);

INSERT INTO claim_found BY NAME
WITH ranked AS (
    SELECT source, yardstick, as_of, model, is_open, rank() OVER (PARTITION BY source, yardstick, as_of ORDER BY score DESC) AS place
    FROM benchmark_score
), best AS (
    SELECT source, yardstick, as_of, min(place) AS place, arg_min(model, place) AS model FROM ranked
    WHERE is_open AND regexp_matches(lower(model), '^(meta-)?llama') AND NOT contains(lower(model), 'nemotron') -- another maker's derivative
    GROUP BY ALL
)
SELECT
    c.claim_id,
    row_number() OVER (ORDER BY b.as_of, b.yardstick, b.source) AS place,
    'llama_rank' AS definition,
    to_json({model: b.model, board: b.yardstick}) AS quotes,
    b.place AS figure,
    'rank' AS unit,
    1 AS against,
    'at_most' AS needs,
    b.place = 1 AS holds,
    b.as_of AS measured_on,
    b.source
FROM claim c, best b
WHERE c.claim_id = 'llama-most-advanced';
