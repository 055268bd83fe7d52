-- what: a model's tier is impossible: no tier at all, without reason, or above what its licence allows
-- remedy: see data/registry/licences.toml, data/registry/openness.toml and ouverture/pipeline/transforms/22_core_attribute.sql
SELECT m.model_id, m.tier, m.tier_reason, m.licence
FROM model m LEFT JOIN licence l USING (licence)
WHERE m.tier NOT BETWEEN 1 AND 4 OR m.tier_reason IS NULL OR (m.tier > 1 AND coalesce(l.tier, 1) < 2);
