-- The readings over time: which are a series, which of two sources may be drawn as one line, and what is chained on them.

-- What "the newest reading" is, for metrics, claims and marts alike: the latest day; of several sources on that day the
-- first in the table of sources, the live Hub before any archive or panel. The order in which rows came in never decides.

CREATE MACRO newest(what, day, source) AS first(what ORDER BY day DESC NULLS LAST, priority_of(source) NULLS LAST, source); -- Aggregate: `what` of the newest row; no rows, no value

CREATE VIEW series_run AS ( -- Readings of whole organisations in the series of each source, with what entered or left the list
    SELECT
        r.run_id, -- Run
        r.source, -- Source
        r.snapshot_date, -- Day
        r.snapshot_date - b.snapshot_date AS days_since_previous, -- Days since the previous reading of the series; NULL on the first
        coalesce(c.organisations_entered, []) AS organisations_entered, -- Namespaces of labs that the previous reading did not list
        coalesce(c.organisations_left, []) AS organisations_left, -- Namespaces of labs that only the previous reading lists, renames left aside
        nullif(concat_ws(' ',
            CASE WHEN r.status = 'stale_upstream' THEN 'stale' END,
            CASE WHEN c.run_id IS NOT NULL OR (r.scope <> b.scope AND NOT contains(r.scope, '+')) THEN 'break' END,
            CASE WHEN coalesce(r.uncounted_share, r.null_downloads_share) >= 0.01 THEN 'partial' END), '') AS flags -- stale, break (namespaces or scope changed), partial (counts of at least 1 % of the downloads are missing); space between
    FROM snapshot_run r
    LEFT JOIN snapshot_run b ON b.run_id = r.previous_run_id
    LEFT JOIN mart_list_change c ON c.run_id = r.run_id
    WHERE r.in_series AND r.in_totals AND r.listing = 'organisations'
);

CREATE VIEW source_join AS ( -- Whether the lines of two sources may be drawn as one: on the days that both describe, over the common models
    SELECT
        other_source AS earlier_source, -- Source read first in those days: an archive
        source AS later_source, -- Source read after it: the live Hub, or a later archive
        min(snapshot_date) AS from_on, -- First day that both describe
        max(snapshot_date) AS until_on, -- Last such day
        count(*) AS days, -- How many such days
        arg_max(common_models, snapshot_date) AS common_models, -- Common models on the last of them
        median(downloads_30d / nullif(other_downloads_30d, 0)) AS ratio, -- Later over earlier source, downloads of the common models, median of the days
        round(max(abs(downloads_30d / nullif(other_downloads_30d, 0) - 1)), 6) AS largest_gap, -- Largest deviation of a day from 1; 0.05 is 5 %
        CASE WHEN largest_gap <= joint_tolerance() THEN 'joined' ELSE 'break' END AS verdict -- joined: within 5 % on every day; break: the joint carries a mark
    FROM mart_source_overlap
    GROUP BY other_source, source
);

CREATE VIEW line_joint AS ( -- Which archive's line the own snapshots go on from, and whether without a break: one row at most
    SELECT
        j.run_id, -- First run of the own snapshots
        j.source AS line, -- Their source, whose line it becomes
        j.snapshot_date AS joined_on, -- Its day: the archive is read before it, own snapshots from it on
        j.other_source, -- The archive
        j.other_run_id, -- Its last reading before
        s.verdict, -- joined or break, see source_join; an archive that shares no day with own snapshots has no row here
        s.largest_gap -- Largest deviation on a common day; 0.05 is 5 %
    FROM (SELECT DISTINCT run_id, source, snapshot_date, other_source, other_run_id FROM mart_joint) j
    JOIN source_join s ON s.earlier_source = j.other_source AND s.later_source = j.source
);

CREATE VIEW series_line AS ( -- The readings of series_run as lines to draw: each source by itself, and, asked for auto, an archive's until own snapshots begin, then these
    SELECT
        CASE WHEN a.auto THEN 'auto' ELSE r.source END AS asked, -- auto, or the one source that is asked for
        CASE WHEN a.auto THEN coalesce(j.line, r.source) ELSE r.source END AS line, -- Readings of one line are drawn as one
        CASE WHEN a.auto AND j.verdict = 'joined' THEN j.line ELSE r.source END AS chain, -- Readings that may be chained like for like: the line, or its part on one side of a break
        CASE WHEN a.auto THEN b.verdict END AS joint, -- On the first own reading after an archive's: joined, or break
        CASE WHEN a.auto THEN b.largest_gap END AS joint_gap, -- There: largest deviation of the two sources on a common day
        r.run_id, -- Run
        r.source, -- Source of the reading
        r.snapshot_date, -- Day
        CASE WHEN a.auto AND b.run_id IS NOT NULL THEN r.snapshot_date - o.snapshot_date ELSE r.days_since_previous END AS days_since_previous, -- Days since the previous reading of the line; NULL on the first
        r.organisations_entered, -- Namespaces of labs that the previous reading of the source did not list
        r.organisations_left, -- Namespaces of labs that only the previous reading of the source lists
        nullif(concat_ws(' ', r.flags, CASE WHEN a.auto AND b.verdict = 'break' THEN 'break gap' END), '') AS flags -- stale, break, partial, gap (at a joint that does not hold); space between
    FROM series_run r
    CROSS JOIN (VALUES (TRUE), (FALSE)) AS a(auto)
    LEFT JOIN line_joint j ON j.other_source = r.source
    LEFT JOIN line_joint b ON b.run_id = r.run_id
    LEFT JOIN snapshot_run o ON o.run_id = b.other_run_id
    WHERE NOT a.auto OR j.line IS NULL OR r.snapshot_date < j.joined_on
);

CREATE VIEW like_for_like AS ( -- Downloads of each side in each reading of series_line, carried back on the models that successive readings both list: the one chain behind open share and totals
    WITH definition AS (
        SELECT h.threshold, least_tier(h.threshold) AS least_tier, t.tasks, b.basis
        FROM (VALUES ('none'), ('any'), ('permissive'), ('code'), ('data')) h(threshold),
            (VALUES ('generative'), ('all')) t(tasks), (VALUES ('raw'), ('adjusted')) b(basis)
    ), sided AS (
        SELECT d.threshold, d.tasks, d.basis, a.run_id,
            CASE WHEN d.threshold = 'none' THEN 'all' ELSE side_of(a.tier, d.least_tier) END AS side,
            sum(a.models) AS models, sum(a.downloads_30d) AS downloads_30d, sum(a.uncounted_downloads_30d) AS uncounted,
            sum(a.common_downloads_30d) FILTER (NOT a.at_joint) AS common_downloads_30d,
            sum(a.common_downloads_30d_before) FILTER (NOT a.at_joint) AS common_downloads_30d_before,
            sum(a.common_downloads_30d) FILTER (a.at_joint) AS joint_common, sum(a.common_downloads_30d_before) FILTER (a.at_joint) AS joint_common_before
        FROM definition d
        JOIN (
            SELECT *, FALSE AS at_joint FROM mart_adoption
            UNION ALL BY NAME
            SELECT *, TRUE AS at_joint FROM mart_joint
        ) a ON counts_for(d.basis, d.tasks, a.excluded, a.task_scope)
        GROUP BY ALL
    ), grid AS ( -- a side without models at a reading is a row of zeros there
        SELECT r.asked, r.line, r.chain, r.source, r.run_id, r.snapshot_date, d.threshold, d.tasks, d.basis, s.side,
            coalesce(r.flags LIKE '%partial%', FALSE) AS partial, coalesce(c.uncounted, 0) AS uncounted,
            coalesce(c.models, 0) AS models, CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END AS downloads_30d,
            CASE WHEN r.joint = 'joined' THEN c.joint_common ELSE c.common_downloads_30d END AS common_downloads_30d,
            CASE WHEN r.joint = 'joined' THEN c.joint_common_before ELSE c.common_downloads_30d_before END AS common_downloads_30d_before
        FROM series_line r
        CROSS JOIN definition d
        JOIN (VALUES ('all'), ('open'), ('restricted'), ('unknown')) s(side) ON (s.side = 'all') = (d.threshold = 'none')
        LEFT JOIN sided c ON (c.run_id, c.threshold, c.tasks, c.basis, c.side) = (r.run_id, d.threshold, d.tasks, d.basis, s.side)
    ), step AS ( -- how much smaller the side was at the previous reading, on the same models; 1 for a side empty at both
        SELECT *,
            CASE WHEN common_downloads_30d > 0 THEN common_downloads_30d_before / common_downloads_30d
                WHEN downloads_30d = 0 AND lag(downloads_30d) OVER side_line = 0 THEN 1 END AS back
        FROM grid
        WINDOW side_line AS (PARTITION BY asked, chain, threshold, tasks, basis, side ORDER BY snapshot_date)
    ), carried AS (
        SELECT *,
            CASE WHEN count(back) OVER later = count(*) OVER later
                    AND count(back) FILTER (snapshot_date > anchor_on) OVER whole = count(*) FILTER (snapshot_date > anchor_on) OVER whole
                THEN anchor / nullif(coalesce(product(back) FILTER (snapshot_date > anchor_on) OVER whole, 1), 0) * coalesce(product(back) OVER later, 1) END AS volume
        FROM (
            SELECT *, max(downloads_30d) FILTER (snapshot_date = anchor_on) OVER (PARTITION BY asked, chain, threshold, tasks, basis, side) AS anchor
            FROM (
                SELECT *, coalesce(max(snapshot_date) FILTER (NOT partial) OVER (PARTITION BY asked, chain), max(snapshot_date) OVER (PARTITION BY asked, chain)) AS anchor_on
                FROM step
            )
        )
        WINDOW
            whole AS (PARTITION BY asked, chain, threshold, tasks, basis, side ORDER BY snapshot_date ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING),
            later AS (PARTITION BY asked, chain, threshold, tasks, basis, side ORDER BY snapshot_date ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
    )
    SELECT
        asked, -- auto, or the one source that is asked for, see series_line
        line, -- Readings of one line are drawn as one
        chain, -- Readings chained like for like: the line, or its part on one side of a break
        source, -- Source
        run_id, -- Run
        snapshot_date, -- Day
        threshold, -- Where open begins: any, permissive, code, data (tier at least 1, 2, 3, 4); none = nowhere, one side
        tasks, -- generative, all
        basis, -- raw, adjusted (without the exclusion list and machine traffic)
        side, -- open, restricted, unknown; all where open begins nowhere
        models, -- Models listed
        downloads_30d, -- Sum of 30-day downloads as listed; 0 for a side without models, NULL where no counter was read
        common_downloads_30d, -- Of these, 30-day downloads of the models that the previous reading of the line listed too
        common_downloads_30d_before, -- The same models' downloads at that previous reading
        volume, -- Downloads like for like: the newest sum that lacks no counts, carried step by step by the growth of the common models; NULL where a step lacks common models
        downloads_30d / nullif(sum(downloads_30d) OVER reading, 0) AS share, -- Share of the reading's downloads, as listed; 0 to 1
        CASE WHEN count(volume) OVER reading = count(*) OVER reading THEN volume / nullif(sum(volume) OVER reading, 0) END AS share_like_for_like, -- The same, like for like; NULL where a side's chain breaks
        sum(common_downloads_30d) OVER reading / nullif(sum(downloads_30d + uncounted) OVER reading, 0) AS coverage -- Part of the reading's downloads that was compared, with what models lacking a count had before; 0 to 1
    FROM carried
    WINDOW reading AS (PARTITION BY asked, run_id, threshold, tasks, basis)
);

CREATE MACRO newest_run(asked) AS TABLE -- Row of series_run: the newest reading of the source that is asked for, or of all where it is 'auto'
    SELECT * FROM series_run
    WHERE run_id = (SELECT newest(run_id, snapshot_date, source) FROM series_run WHERE of_source(asked, source));

-- Of rows with a `day` the two days that a change is told of: the last up to `until`, and before it the last up to `since`, without
-- one the day before; the first of all, where none is so old. No row where no day comes after `since`.
CREATE MACRO compared_days(days, since, until) AS TABLE
    WITH held AS (
        SELECT day FROM query_table(days) WHERE until IS NULL OR day <= until
    ), newest AS (
        SELECT max(day) AS newest FROM held
    )
    SELECT newest AS day, coalesce(max(day) FILTER (since IS NULL OR day <= since), min(day)) AS before_day
    FROM held, newest
    WHERE day < newest AND (since IS NULL OR since < newest)
    GROUP BY newest;

-- The yardstick that is asked for, else of those with a board up to `until` the one asked first; its newest board, and how many it has.
CREATE MACRO board_asked(asked, until) AS TABLE
    SELECT b.yardstick, max(b.as_of) AS day, count(DISTINCT b.as_of) AS days
    FROM benchmark_score b JOIN mart_yardstick y USING (yardstick)
    WHERE (until IS NULL OR b.as_of <= until) AND (asked IS NULL OR b.yardstick = asked)
    GROUP BY b.yardstick, y.preference
    ORDER BY y.preference, day DESC, b.yardstick LIMIT 1;

CREATE MACRO newest_lineage(asked, basis, tasks) AS TABLE -- Rows of mart_lineage: what counts of the newest reading
    SELECT * FROM mart_lineage
    WHERE run_id = (SELECT run_id FROM newest_run(asked)) AND counts_for(basis, tasks, excluded, task_scope);

CREATE MACRO lineage_known(asked, basis, tasks) AS TABLE -- Parts of these downloads whose base is named, and missing
    SELECT part_of(downloads_30d, base = 'named') AS named_share, part_of(downloads_30d, base = 'missing') AS missing_share
    FROM newest_lineage(asked, basis, tasks);

CREATE MACRO newest_moat(asked) AS TABLE -- The source whose moat half-life is told: the newest that knows it, else the newest
    WITH told AS (
        SELECT m.source, bool_or(m.kind = 'model' AND m.tasks = 'generative' AND m.half_life_days IS NOT NULL) AS known, max(t.last_on) AS last_on
        FROM mart_moat m LEFT JOIN mart_tenure t USING (source)
        WHERE of_source(asked, m.source)
        GROUP BY m.source
    )
    SELECT newest(source, last_on, source) AS source FROM told WHERE known = (SELECT bool_or(known) FROM told) HAVING count(*) > 0;

-- Labs of which a reading's list is known to lack models: their figures are lower bounds.
CREATE MACRO incomplete_labs() AS TABLE
    SELECT DISTINCT c.run_id, o.lab_id FROM organisation_coverage c JOIN organisation o USING (organisation_id) WHERE c.incomplete;

-- Chains of like for like (`steps`: rows of a reading and side with source, snapshot_date,
-- common_downloads_30d and common_downloads_30d_before) recomputed without each model that could turn
-- one (`swings`: rows of mart_swing that count, each with its side). `back` is the chain's product from its end to its start;
-- `downloads` is what the model has of the newest step; `whole` is false where a step is of this model alone.
CREATE MACRO without_each(steps, swings) AS TABLE
    WITH step AS MATERIALIZED (FROM query_table(steps)), swing AS MATERIALIZED (FROM query_table(swings)), model AS (
        SELECT model_id, bool_or(excluded) AS machine FROM swing SEMI JOIN step USING (source) GROUP BY model_id
    )
    SELECT m.model_id AS model, any_value(m.machine) AS machine, c.side,
        product((c.common_downloads_30d_before - coalesce(s.downloads_before, 0))
            / nullif(c.common_downloads_30d - coalesce(s.downloads_after, 0), 0)) AS back,
        arg_max(coalesce(s.downloads_after, 0), c.snapshot_date) AS downloads,
        bool_and(c.common_downloads_30d > coalesce(s.downloads_after, 0)
            AND c.common_downloads_30d_before > coalesce(s.downloads_before, 0)) AS whole
    FROM step c
    CROSS JOIN model m
    LEFT JOIN swing s ON (s.source, s.snapshot_date, s.model_id, s.side) = (c.source, c.snapshot_date, m.model_id, c.side)
    GROUP BY m.model_id, c.side;

-- The one of these models without which a chain of one side differs most, and how many times it then grows.
CREATE MACRO without_one(steps, swings) AS TABLE
    SELECT model, machine, 1 / back AS times FROM without_each(steps, swings)
    WHERE whole
    ORDER BY abs(ln(times / (SELECT product(common_downloads_30d / common_downloads_30d_before) FROM query_table(steps)))) DESC, model LIMIT 1;

-- Parts of the readings over time (`totals`: a row of a run and part with run_id, part, ranked, models, downloads_30d, uncounted,
-- after, before; `ranked` is false of a part that is always named): the largest `shown` of the source's last reading, all others
-- together as `rest`, each from its first reading on, where none of it is a share of 0 and no gap; their shares as read, and like for
-- like from the reading after which every step compares `enough` of the newer total.
CREATE MACRO parts_over_time(totals, asked, shown, rest, enough) AS TABLE
    WITH run AS MATERIALIZED (
        SELECT * FROM series_run WHERE of_source(asked, source)
    ), total AS MATERIALIZED (
        SELECT r.source, r.snapshot_date, t.* FROM query_table(totals) t JOIN run r USING (run_id)
    ), largest AS (
        SELECT source, part FROM total
        WHERE ranked AND (source, snapshot_date) IN (SELECT (source, max(snapshot_date)) FROM run GROUP BY source)
        QUALIFY row_number() OVER (PARTITION BY source ORDER BY downloads_30d DESC NULLS LAST, part) <= shown
    ), cell AS (
        SELECT t.source, t.run_id, t.snapshot_date, CASE WHEN NOT t.ranked OR l.part IS NOT NULL THEN t.part ELSE rest END AS part,
            sum(t.models) AS models, sum(t.downloads_30d) AS downloads_30d,
            sum(t.uncounted) AS uncounted, sum(t.after) AS after, sum(t.before) AS before
        FROM total t LEFT JOIN largest l ON l.source = t.source AND l.part = t.part
        GROUP BY ALL
    ), present AS (
        SELECT source, part, min(snapshot_date) AS first_on FROM cell GROUP BY source, part
    ), grid AS (
        SELECT r.source, r.run_id, r.snapshot_date, p.part, p.first_on,
            coalesce(c.models, 0) AS models,
            CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads_30d END AS downloads_30d,
            coalesce(c.uncounted, 0) AS uncounted, c.after, c.before, coalesce(r.flags LIKE '%partial%', FALSE) AS partial
        FROM present p
        JOIN run r ON r.source = p.source AND r.snapshot_date >= p.first_on
        LEFT JOIN cell c ON c.run_id = r.run_id AND c.part = p.part
    ), start AS ( -- after this reading every step compares enough of the newer total
        SELECT source, coalesce(max(snapshot_date) FILTER (coalesce(coverage, 0) < enough), min(snapshot_date)) AS since
        FROM (
            SELECT source, snapshot_date, sum(after) / nullif(sum(downloads_30d + uncounted), 0) AS coverage
            FROM grid GROUP BY source, snapshot_date
        )
        GROUP BY source
    ), carried AS ( -- from the newest sum that lacks no counts
        SELECT g.*, s.since,
            arg_max(g.downloads_30d / g.grown, g.snapshot_date) FILTER (NOT g.partial) OVER whole * g.grown AS volume,
            count(*) FILTER (g.snapshot_date > s.since AND (coalesce(g.after, 0) = 0 OR coalesce(g.before, 0) = 0)) OVER whole
                AS holes
        FROM (
            SELECT *, coalesce(product(after / before) FILTER (after > 0 AND before > 0) OVER (PARTITION BY source, part ORDER BY snapshot_date), 1) AS grown
            FROM grid
        ) g JOIN start s USING (source)
        WINDOW whole AS (PARTITION BY g.source, g.part)
    ), followed AS (
        SELECT *, CASE WHEN holes = 0 AND first_on <= since AND snapshot_date >= since THEN volume END AS followed_volume
        FROM carried
    )
    SELECT f.source, f.snapshot_date, f.part, f.models, f.downloads_30d,
        f.downloads_30d / nullif(sum(f.downloads_30d) OVER (PARTITION BY f.run_id), 0) AS share,
        f.followed_volume / nullif(sum(f.followed_volume) OVER (PARTITION BY f.run_id), 0) AS share_like_for_like,
        f.after AS common_downloads_30d, f.before AS common_downloads_30d_before,
        r.organisations_entered, r.flags, r.days_since_previous,
        last_value(f.downloads_30d) OVER (
            PARTITION BY f.source, f.part ORDER BY f.snapshot_date ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS downloads_at_last
    FROM followed f
    JOIN run r USING (run_id);

-- The open share of downloads on the newest line, under each definition (threshold, tasks, basis), since the last reading after
-- which enough of each newer total is compared: what it is, what it was like for like, and whether it rises, falls or is level.
CREATE MACRO open_share_judged(least_coverage := 0.8, flat_change := 0.01) AS TABLE
    WITH drawn AS (
        SELECT *, coalesce(coverage, 0) < least_coverage
            OR snapshot_date = min(snapshot_date) FILTER (share_like_for_like IS NOT NULL) OVER (PARTITION BY threshold, tasks, basis) AS starts
        FROM like_for_like
        WHERE side = 'open' AND asked = 'auto'
            AND line = (SELECT newest(line, snapshot_date, source) FROM series_line WHERE asked = 'auto')
    ), ends AS (
        SELECT threshold, tasks, basis, arg_max(source, snapshot_date) AS source,
            max(snapshot_date) FILTER (starts) AS since, max(snapshot_date) AS snapshot_date,
            last(share_like_for_like ORDER BY snapshot_date) FILTER (starts) AS share_before, arg_max(share, snapshot_date) AS share
        FROM drawn
        GROUP BY ALL
    )
    SELECT *, share - share_before AS change, direction_of(change, flat_change) AS verdict
    FROM ends
    WHERE since < snapshot_date AND share_before IS NOT NULL AND share IS NOT NULL;
