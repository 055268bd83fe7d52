-- How downloads of a run are shared out: among models, and among labs (an organisation without a lab stands for itself,
-- as does a model without an organisation). Units without downloads are counted, not ranked.
-- HHI = 10,000 x sum of squared shares; CRk = share of the k largest; Gini among units with downloads.

CREATE OR REPLACE TEMP TABLE unit_downloads AS
WITH counted AS (
    SELECT
        a.model_id,
        coalesce(a.lab_id, 'org:' || a.organisation_id, 'model:' || a.model_id) AS lab_unit,
        a.task_scope,
        l.downloads_30d,
        o.model_key IS NOT NULL AS excluded
    FROM listing l
    JOIN attribute a USING (model_key)
    LEFT JOIN left_out o USING (model_key)
    WHERE getvariable('listing') = 'organisations' AND l.downloads_30d IS NOT NULL
),
scoped AS (
    SELECT 'all' AS tasks, * FROM counted
    UNION ALL
    SELECT task_scope AS tasks, * FROM counted WHERE task_scope = 'generative'
),
based AS (
    SELECT 'raw' AS basis, * FROM scoped
    UNION ALL
    SELECT 'adjusted' AS basis, * FROM scoped WHERE NOT excluded
)
SELECT basis, tasks, 'model' AS unit, model_id AS unit_id, downloads_30d AS downloads FROM based
UNION ALL
SELECT basis, tasks, 'lab' AS unit, lab_unit AS unit_id, sum(downloads_30d)::BIGINT AS downloads
FROM based
GROUP BY basis, tasks, lab_unit;

CREATE OR REPLACE TEMP TABLE ranked_unit AS
SELECT
    *,
    downloads / sum(downloads) OVER everyone AS share,
    row_number() OVER (everyone ORDER BY downloads DESC, unit_id) AS place,
    count(*) OVER everyone AS units
FROM unit_downloads
WHERE downloads > 0
WINDOW everyone AS (PARTITION BY basis, tasks, unit);

INSERT INTO mart_concentration BY NAME
WITH without AS (
    SELECT basis, tasks, unit, count(*) AS units FROM unit_downloads WHERE downloads = 0 GROUP BY ALL
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    r.basis, r.tasks, r.unit,
    count(*) AS units,
    coalesce(any_value(w.units), 0) AS units_without_downloads,
    sum(r.downloads)::BIGINT AS downloads_30d,
    10000 * sum(r.share * r.share) AS hhi,
    sum(r.share) FILTER (r.place <= 1) AS cr1,
    sum(r.share) FILTER (r.place <= 4) AS cr4,
    -- with units in rising order i = units + 1 - place: G = 2 sum(i x) / (n sum(x)) - (n + 1) / n
    2 * sum((r.units + 1 - r.place) * r.share) / any_value(r.units) - (any_value(r.units) + 1) / any_value(r.units) AS gini,
    arg_min(r.unit_id, r.place) AS leader
FROM ranked_unit r
LEFT JOIN without w USING (basis, tasks, unit)
GROUP BY r.basis, r.tasks, r.unit
ORDER BY r.basis, r.tasks, r.unit;

INSERT INTO mart_top BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    basis, tasks, unit, place::INTEGER AS place, unit_id, downloads AS downloads_30d, share
FROM ranked_unit
WHERE place <= 20
ORDER BY basis, tasks, unit, place;

-- The leading model of each task and size class in which at least three models are downloaded. One whose organisation
-- the previous run did not list has not passed anybody: it entered the list.
INSERT INTO mart_leader BY NAME
WITH before AS (
    SELECT DISTINCT m.organisation_id FROM previous p JOIN model m USING (model_key)
),
leader AS (
    SELECT
        getvariable('run_id') AS run_id,
        getvariable('source') AS source,
        getvariable('snapshot_date') AS snapshot_date,
        a.pipeline_tag, a.task_scope, a.size_class,
        count(*) AS models,
        arg_max(a.model_id, (l.downloads_30d, a.model_id)) AS model_id,
        arg_max(a.lab_id, (l.downloads_30d, a.model_id)) AS lab_id,
        arg_max(a.organisation_id, (l.downloads_30d, a.model_id)) AS organisation_id,
        max(l.downloads_30d) AS downloads_30d
    FROM listing l
    JOIN attribute a USING (model_key)
    LEFT JOIN left_out o USING (model_key)
    WHERE getvariable('listing') = 'organisations' AND l.downloads_30d > 0 AND o.model_key IS NULL
        AND a.pipeline_tag IS NOT NULL AND a.size_class IS NOT NULL
    GROUP BY a.pipeline_tag, a.task_scope, a.size_class
    HAVING count(*) >= 3
)
SELECT
    l.* EXCLUDE (organisation_id),
    EXISTS (SELECT 1 FROM previous_run)
        AND l.organisation_id NOT IN (SELECT organisation_id FROM before WHERE organisation_id IS NOT NULL) AS entered
FROM leader l
ORDER BY l.pipeline_tag, l.size_class;
