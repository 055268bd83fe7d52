-- "On par", "matches": two models on the same board on the same day, one definition a board. Up to ten points behind count as
-- level, which is 49 against 51 votes of 100. And "the most advanced": rank of the best Llama among all models of a board.
INSERT INTO claim_test BY NAME
WITH pair AS (
    SELECT * FROM (VALUES
        ('r1-o1', 'deepseek-r1', 'o1-2024-12-17'),
        ('mixtral-gpt35', 'mixtral-8x7b-instruct-v0.1', 'gpt-3.5-turbo-%')
    ) p(claim_id, model, other)
), met AS (
    SELECT p.claim_id, a.source, a.yardstick, a.as_of, max(a.score) AS score, max(b.score) AS other_score
    FROM pair p
    JOIN benchmark_score a ON lower(a.model) = p.model
    JOIN benchmark_score b ON (b.source, b.yardstick, b.as_of) = (a.source, a.yardstick, a.as_of) AND lower(b.model) LIKE p.other
    GROUP BY ALL
)
SELECT
    m.claim_id,
    row_number() OVER (PARTITION BY m.claim_id ORDER BY m.as_of, m.yardstick, m.source) AS place,
    format('its score less that of the other model, {}; it holds down to 10 points behind', board_en(m.yardstick)) AS definition_en,
    format('son score moins celui de l''autre modèle, {} ; vrai jusqu''à 10 points de retard', board_fr(m.yardstick)) AS definition_fr,
    m.score - m.other_score AS figure,
    'points' AS unit,
    -10 AS against,
    m.score - m.other_score >= -10 AS holds,
    m.as_of AS measured_on,
    m.source
FROM met m JOIN claim c USING (claim_id);

INSERT INTO claim_test BY NAME
WITH ranked AS (
    SELECT source, yardstick, as_of, model, rank() OVER (PARTITION BY source, yardstick, as_of ORDER BY score DESC) AS place
    FROM benchmark_score
    WHERE as_of >= DATE '2025-01-01'
), best AS (
    SELECT source, yardstick, as_of, min(place) AS place FROM ranked
    WHERE lower(model) LIKE 'llama%' AND lower(model) NOT LIKE '%nemotron%' -- another maker's derivative
    GROUP BY ALL
)
SELECT
    c.claim_id,
    row_number() OVER (ORDER BY b.as_of, b.yardstick, b.source) AS place,
    format('of the best Llama among all models, {}; the claim needs the first', board_en(b.yardstick)) AS definition_en,
    format('du meilleur Llama parmi tous les modèles, {} ; l''affirmation veut le premier', board_fr(b.yardstick)) AS definition_fr,
    b.place AS figure,
    'rank' AS unit,
    1 AS against,
    b.place = 1 AS holds,
    b.as_of AS measured_on,
    b.source
FROM claim c, best b
WHERE c.claim_id = 'llama-most-advanced';
