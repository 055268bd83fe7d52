-- what: a row names a lab that the registry does not have
-- remedy: add the lab to data/registry/labs.toml or mend the name
SELECT 'model' AS relation, model_id AS row_key, lab_id FROM model WHERE lab_id NOT IN (SELECT lab_id FROM lab)
UNION ALL SELECT 'organisation', organisation_id, lab_id FROM organisation WHERE lab_id NOT IN (SELECT lab_id FROM lab)
UNION ALL SELECT 'openness_evidence', subject, lab_id FROM openness_evidence WHERE lab_id NOT IN (SELECT lab_id FROM lab)
UNION ALL SELECT 'package_downloads', package, lab_id FROM package_downloads WHERE lab_id NOT IN (SELECT lab_id FROM lab)
UNION ALL SELECT 'api_model', model, lab_id FROM api_model WHERE lab_id NOT IN (SELECT lab_id FROM lab)
UNION ALL SELECT 'event', event_id, lab_id FROM event WHERE lab_id NOT IN (SELECT lab_id FROM lab)
UNION ALL SELECT 'transparency_score', edition, lab_id FROM transparency_score WHERE lab_id NOT IN (SELECT lab_id FROM lab)
UNION ALL SELECT 'promise', promise_id, lab_id FROM promise WHERE lab_id NOT IN (SELECT lab_id FROM lab);
