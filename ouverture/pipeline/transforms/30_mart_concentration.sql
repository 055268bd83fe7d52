-- How downloads of a run are shared out: among models, and among labs (an organisation without a lab stands for itself,
-- as does a model without an organisation). Units without downloads are counted, not ranked.
-- HHI = 10,000 x sum of squared shares; CRk = share of the k largest; Gini among units with downloads.

CREATE OR REPLACE TEMP TABLE lab_downloads AS
WITH cell AS (
    SELECT
        l.run_seq, l.task_scope, l.left_out AS excluded,
        coalesce(l.lab_id, 'org:' || a.organisation_id, 'model:' || a.model_id) AS unit_id,
        sum(l.downloads_30d)::BIGINT AS downloads
    FROM listed l JOIN attribute a USING (version)
    WHERE l.downloads_30d IS NOT NULL
    GROUP BY ALL
)
SELECT c.run_seq, v.basis, v.tasks, 'lab' AS unit, c.unit_id, sum(c.downloads)::BIGINT AS downloads
FROM cell c JOIN basis_and_tasks v ON counts_for(v.basis, v.tasks, c.excluded, c.task_scope)
GROUP BY ALL;

-- How many units have how many downloads.
CREATE OR REPLACE TEMP TABLE tied AS
WITH cell AS (
    SELECT run_seq, task_scope, left_out AS excluded, downloads_30d AS downloads, count(*) AS units
    FROM listed
    WHERE downloads_30d IS NOT NULL
    GROUP BY ALL
)
SELECT c.run_seq, v.basis, v.tasks, 'model' AS unit, c.downloads, sum(c.units)::BIGINT AS units
FROM cell c JOIN basis_and_tasks v ON counts_for(v.basis, v.tasks, c.excluded, c.task_scope)
GROUP BY ALL
UNION ALL
SELECT run_seq, basis, tasks, unit, downloads, count(*) AS units
FROM lab_downloads
GROUP BY ALL;

INSERT INTO mart_top BY NAME
WITH whole AS (
    SELECT run_seq, basis, tasks, unit, sum(downloads * units)::BIGINT AS downloads, min(downloads) FILTER (above < 20) AS least
    FROM (
        SELECT *, sum(units) OVER (PARTITION BY run_seq, basis, tasks, unit ORDER BY downloads DESC) - units AS above
        FROM tied WHERE downloads > 0
    )
    GROUP BY ALL
),
near_top AS (
    SELECT w.*, a.model_id AS unit_id, l.downloads_30d AS unit_downloads
    FROM whole w
    JOIN listed l ON l.run_seq = w.run_seq AND l.downloads_30d >= w.least
        AND counts_for(w.basis, w.tasks, l.left_out, l.task_scope)
    JOIN attribute a USING (version)
    WHERE w.unit = 'model'
    UNION ALL
    SELECT w.*, l.unit_id, l.downloads
    FROM whole w
    JOIN lab_downloads l ON (l.run_seq, l.basis, l.tasks, l.unit) = (w.run_seq, w.basis, w.tasks, w.unit) AND l.downloads >= w.least
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    t.basis, t.tasks, t.unit,
    (row_number() OVER (
        PARTITION BY t.run_seq, t.basis, t.tasks, t.unit ORDER BY t.unit_downloads DESC, t.unit_id
    ))::INTEGER AS place,
    t.unit_id,
    t.unit_downloads AS downloads_30d,
    t.unit_downloads / t.downloads AS share
FROM near_top t
JOIN batch b USING (run_seq)
QUALIFY place <= 20
ORDER BY t.run_seq, t.basis, t.tasks, t.unit, place;

-- Units of equal downloads share whatever place they have, so places are counted over the different numbers of downloads.
INSERT INTO mart_concentration BY NAME
WITH placed AS (
    SELECT
        *,
        downloads / sum(downloads * units) OVER everyone AS share,
        (sum(units) OVER (everyone ORDER BY downloads DESC))::BIGINT AS up_to  -- place of the last of them
    FROM tied
    WHERE downloads > 0
    WINDOW everyone AS (PARTITION BY run_seq, basis, tasks, unit)
),
without AS (
    SELECT run_seq, basis, tasks, unit, units FROM tied WHERE downloads = 0
),
leader AS (
    SELECT b.run_seq, t.basis, t.tasks, t.unit, t.unit_id
    FROM mart_top t JOIN batch b USING (run_id)
    WHERE t.place = 1
),
summed AS (
    SELECT
        run_seq, basis, tasks, unit,
        sum(units)::BIGINT AS units,
        sum(downloads * units)::BIGINT AS downloads_30d,
        10000 * sum(share * share * units) AS hhi,
        sum(share * greatest(least(up_to, 1) - (up_to - units), 0)) AS cr1,
        sum(share * greatest(least(up_to, 4) - (up_to - units), 0)) AS cr4,
        sum(share * units * (up_to - (units - 1) / 2)) AS placed_share  -- sum of place x share
    FROM placed
    GROUP BY run_seq, basis, tasks, unit
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    s.basis, s.tasks, s.unit, s.units,
    coalesce(w.units, 0) AS units_without_downloads,
    s.downloads_30d, s.hhi, s.cr1, s.cr4,
    -- with units in rising order i = units + 1 - place: G = 2 sum(i x) / (n sum(x)) - (n + 1) / n
    2 * (s.units + 1 - s.placed_share) / s.units - (s.units + 1) / s.units AS gini,
    t.unit_id AS leader
FROM summed s
JOIN batch b USING (run_seq)
JOIN leader t USING (run_seq, basis, tasks, unit)
LEFT JOIN without w USING (run_seq, basis, tasks, unit)
ORDER BY s.run_seq, s.basis, s.tasks, s.unit;

-- The leading model of each task and size class in which at least three models are downloaded. One whose organisation
-- the previous run did not list has not passed anybody: it entered the list.
INSERT INTO mart_leader BY NAME
WITH leader AS (
    SELECT
        l.run_seq, a.pipeline_tag, l.task_scope, a.size_class,
        count(*) AS models,
        max({
            downloads_30d: l.downloads_30d, model_id: a.model_id, lab_id: a.lab_id, organisation_id: a.organisation_id
        }) AS top
    FROM listed l JOIN attribute a USING (version)
    WHERE l.downloads_30d > 0 AND NOT l.left_out
        AND a.pipeline_tag IS NOT NULL AND a.size_class IS NOT NULL
    GROUP BY ALL
    HAVING count(*) >= 3
)
SELECT
    b.run_id,
    getvariable('source') AS source,
    b.snapshot_date,
    l.* EXCLUDE (run_seq, top),
    l.top.model_id, l.top.lab_id, l.top.downloads_30d,
    b.previous_seq IS NOT NULL AND o.organisation_id IS NULL AND l.top.organisation_id IS NOT NULL AS entered
FROM leader l
JOIN batch b USING (run_seq)
LEFT JOIN organisation_before o ON o.run_seq = l.run_seq AND o.organisation_id = l.top.organisation_id
ORDER BY l.run_seq, l.pipeline_tag, l.size_class;
