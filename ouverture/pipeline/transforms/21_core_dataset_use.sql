-- Datasets that a model's card says it was trained on, as its last full reading names them.
-- Names of loaders, which training tools write where no dataset is named, are not datasets.

CREATE OR REPLACE TEMP TABLE named_dataset AS
SELECT DISTINCT model_key, dataset_id
FROM (SELECT model_key, unnest(datasets) AS dataset_id FROM listing WHERE is_fullest)
WHERE lower(dataset_id) NOT IN (
    'arrow', 'audiofolder', 'cache', 'csv', 'generator', 'imagefolder', 'json', 'none', 'pandas', 'parquet', 'pdffolder',
    'spark', 'sql', 'text', 'videofolder', 'webdataset', 'xml'
);

DELETE FROM dataset_use
WHERE model_key IN (SELECT model_key FROM listing WHERE attributes_complete)
    AND (model_key, dataset_id) NOT IN (SELECT model_key, dataset_id FROM named_dataset);

INSERT INTO dataset_use BY NAME
SELECT model_key, dataset_id
FROM named_dataset n
WHERE NOT EXISTS (SELECT 1 FROM dataset_use u WHERE u.model_key = n.model_key AND u.dataset_id = n.dataset_id)
ORDER BY model_key, dataset_id;
