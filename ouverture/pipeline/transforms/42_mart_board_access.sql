-- Whether the weights of a model on a live board are published. The board's licence column says nothing of weights: a model
-- that is hosted alone may bear the licence of its family. Catalogues and the Hub decide where the name meets them, and the
-- licence stands only where nobody else says anything. Boards of the panel were judged by hand and stay.

UPDATE benchmark_score
SET is_open = coalesce(known.open_weights, weights_stated(benchmark_score.licence))
FROM (
    SELECT b.model, b.organization, CASE WHEN count(DISTINCT o.open_weights) = 1 THEN bool_or(o.open_weights) END AS open_weights
    FROM (SELECT DISTINCT model, organization FROM benchmark_score WHERE kind_of(source) = 'web') b
    LEFT JOIN registry_lab_name n ON lower(n.spelling) = lower(b.organization)
    LEFT JOIN model_identity i ON i.kind = 'board' AND kind_of(i.source) = 'web' AND i.name = b.model
    LEFT JOIN mart_offer o ON o.canonical = i.canonical AND coalesce(o.lab_id = n.lab_id, TRUE)
    GROUP BY b.model, b.organization
) known
WHERE kind_of(benchmark_score.source) = 'web' AND benchmark_score.licence IS NOT NULL AND known.model = benchmark_score.model
    AND known.organization IS NOT DISTINCT FROM benchmark_score.organization
    AND benchmark_score.is_open IS DISTINCT FROM coalesce(known.open_weights, weights_stated(benchmark_score.licence));
