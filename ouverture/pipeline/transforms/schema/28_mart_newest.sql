-- What "the newest reading" is, for metrics, claims and marts alike: the latest day; of several sources on that day the
-- live Hub ('hub') before any archive or panel, and of these the first by name. The order in which rows came in never decides.

CREATE MACRO newest(what, day, source) AS first(what ORDER BY day DESC NULLS LAST, source = 'hub' DESC, source); -- Aggregate: `what` of the newest row; no rows, no value

CREATE MACRO newest_run(asked) AS TABLE -- Row of series_run: the newest reading of the source that is asked for, or of all where it is 'auto'
    SELECT * FROM series_run
    WHERE run_id = (SELECT newest(run_id, snapshot_date, source) FROM series_run WHERE asked = 'auto' OR source = asked);

CREATE MACRO newest_moat(asked) AS TABLE -- The source whose moat half-life is told: the newest that knows it, else the newest
    WITH told AS (
        SELECT m.source, bool_or(m.kind = 'model' AND m.tasks = 'generative' AND m.half_life_days IS NOT NULL) AS known, max(t.last_on) AS last_on
        FROM mart_moat m LEFT JOIN mart_tenure t USING (source)
        WHERE asked = 'auto' OR m.source = asked
        GROUP BY m.source
    )
    SELECT newest(source, last_on, source) AS source FROM told WHERE known = (SELECT bool_or(known) FROM told) HAVING count(*) > 0;
