SELECT model_id, first_seen::TIMESTAMP AS seen_at, on_exclusion_list AS excluded, [model_id, 'b'] AS tags
FROM model
ORDER BY model_id
LIMIT 20 OFFSET ($page - 1) * 20
