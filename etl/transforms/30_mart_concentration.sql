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

INSERT INTO mart_top BY NAME
WITH whole AS (
    SELECT basis, tasks, unit, sum(downloads)::BIGINT AS downloads, list_min(max(downloads, 20)) AS least  -- of the 20 largest
    FROM unit_downloads
    WHERE downloads > 0
    GROUP BY basis, tasks, unit
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    u.basis, u.tasks, u.unit,
    (row_number() OVER (PARTITION BY u.basis, u.tasks, u.unit ORDER BY u.downloads DESC, u.unit_id))::INTEGER AS place,
    u.unit_id,
    u.downloads AS downloads_30d,
    u.downloads / w.downloads AS share
FROM unit_downloads u
JOIN whole w ON (w.basis, w.tasks, w.unit) = (u.basis, u.tasks, u.unit) AND u.downloads >= w.least
QUALIFY place <= 20
ORDER BY u.basis, u.tasks, u.unit, place;

-- Units of equal downloads share whatever place they have, so places are counted over the different numbers of downloads.
INSERT INTO mart_concentration BY NAME
WITH tied AS (
    SELECT basis, tasks, unit, downloads, count(*) AS units
    FROM unit_downloads
    GROUP BY ALL
),
placed AS (
    SELECT
        *,
        downloads / sum(downloads * units) OVER everyone AS share,
        (sum(units) OVER (everyone ORDER BY downloads DESC))::BIGINT AS up_to  -- place of the last of them
    FROM tied
    WHERE downloads > 0
    WINDOW everyone AS (PARTITION BY basis, tasks, unit)
),
without AS (
    SELECT basis, tasks, unit, units FROM tied WHERE downloads = 0
),
leader AS (
    SELECT basis, tasks, unit, unit_id FROM mart_top WHERE run_id = getvariable('run_id') AND place = 1
),
summed AS (
    SELECT
        basis, tasks, unit,
        sum(units)::BIGINT AS units,
        sum(downloads * units)::BIGINT AS downloads_30d,
        10000 * sum(share * share * units) AS hhi,
        sum(share * greatest(least(up_to, 1) - (up_to - units), 0)) AS cr1,
        sum(share * greatest(least(up_to, 4) - (up_to - units), 0)) AS cr4,
        sum(share * units * (up_to - (units - 1) / 2)) AS placed_share  -- sum of place x share
    FROM placed
    GROUP BY basis, tasks, unit
)
SELECT
    getvariable('run_id') AS run_id,
    getvariable('source') AS source,
    getvariable('snapshot_date') AS snapshot_date,
    s.basis, s.tasks, s.unit, s.units,
    coalesce(w.units, 0) AS units_without_downloads,
    s.downloads_30d, s.hhi, s.cr1, s.cr4,
    -- with units in rising order i = units + 1 - place: G = 2 sum(i x) / (n sum(x)) - (n + 1) / n
    2 * (s.units + 1 - s.placed_share) / s.units - (s.units + 1) / s.units AS gini,
    t.unit_id AS leader
FROM summed s
JOIN leader t USING (basis, tasks, unit)
LEFT JOIN without w USING (basis, tasks, unit)
ORDER BY s.basis, s.tasks, s.unit;

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
