-- Labs.

CREATE TABLE mart_lab ( -- Each lab in each run: totals, like-for-like, largest model
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR NOT NULL, -- Lab
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    largest_model_id VARCHAR, -- Model with most 30-day downloads; the exclusion list and machine traffic are never named
    largest_downloads_30d BIGINT, -- Its downloads
    organisations VARCHAR[], -- Namespaces of the lab listed in this run
    organisations_entered VARCHAR[] -- Those that the previous run did not list: a break
);

CREATE TABLE mart_lab_curve ( -- Readings of each lab's ten most downloaded models by age
    lab_id VARCHAR NOT NULL, -- Lab
    model_id VARCHAR NOT NULL, -- Model
    task_scope VARCHAR NOT NULL, -- generative, other, unknown: ten models of each
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    age_days INTEGER NOT NULL, -- Days since release: the announced day where the registry knows it, else the day the repository was created
    downloads_30d BIGINT, -- 30-day downloads
    downloads_all_time BIGINT, -- All-time downloads
    excluded BOOLEAN NOT NULL -- Judged machine traffic at this reading
);

CREATE TABLE mart_first_year ( -- Downloads in the first 365 days of each lab's models: age does not decide
    source VARCHAR NOT NULL, -- Source
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    release_year INTEGER NOT NULL, -- Year of release
    models BIGINT NOT NULL, -- Models whose first year is known so far; the exclusion list and quantised copies left out
    models_complete BIGINT NOT NULL, -- Of these, those whose first year is over
    downloads DOUBLE NOT NULL, -- Their downloads in it
    largest_model_id VARCHAR NOT NULL, -- Model with most
    largest_downloads DOUBLE NOT NULL, -- Its downloads in its first year
    counted_on DATE NOT NULL, -- Last reading
    estimated BOOLEAN NOT NULL -- Added up from 30-day counters, in part at least
);

CREATE TABLE mart_portfolio ( -- What each lab publishes, in the last run of each source
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR NOT NULL, -- Lab
    size_class VARCHAR, -- Size class; NULL = unknown
    pipeline_tag VARCHAR, -- Task; NULL = not given
    licence VARCHAR, -- Licence; NULL = unknown
    tier TINYINT, -- Tier; NULL = unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures
    models BIGINT NOT NULL, -- Models
    downloads_30d BIGINT -- Sum of 30-day downloads
);

CREATE TABLE mart_list_change ( -- Runs at which namespaces of labs entered or left the list; a run without a row changed nothing
    run_id VARCHAR NOT NULL, -- Run (listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    organisations_entered VARCHAR[] NOT NULL, -- Namespaces that the previous reading did not list
    organisations_left VARCHAR[] NOT NULL -- Namespaces that only the previous reading lists, renames left aside
);

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
    WHERE r.in_series AND r.in_totals AND r.listing = 'organisations' AND r.status <> 'quarantined'
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
        SELECT threshold, line, tasks, basis
        FROM (VALUES ('none', NULL), ('any', 1), ('permissive', 2), ('code', 3), ('data', 4)) h(threshold, line),
            (VALUES ('generative'), ('all')) t(tasks), (VALUES ('raw'), ('adjusted')) b(basis)
    ), sided AS (
        SELECT d.threshold, d.tasks, d.basis, a.run_id,
            CASE WHEN d.threshold = 'none' THEN 'all' WHEN a.tier IS NULL THEN 'unknown' WHEN a.tier >= d.line THEN 'open' ELSE 'restricted' END AS side,
            sum(a.models) AS models, sum(a.downloads_30d) AS downloads, sum(a.uncounted_downloads_30d) AS uncounted,
            sum(a.common_downloads_30d) FILTER (NOT a.at_joint) AS after, sum(a.common_downloads_30d_before) FILTER (NOT a.at_joint) AS before,
            sum(a.common_downloads_30d) FILTER (a.at_joint) AS joint_after, sum(a.common_downloads_30d_before) FILTER (a.at_joint) AS joint_before
        FROM definition d
        JOIN (
            SELECT *, FALSE AS at_joint FROM mart_adoption
            UNION ALL BY NAME
            SELECT *, TRUE AS at_joint FROM mart_joint
        ) a ON (d.tasks = 'all' OR a.task_scope = d.tasks) AND (d.basis = 'raw' OR NOT a.excluded)
        GROUP BY ALL
    ), grid AS ( -- a side without models at a reading is a row of zeros there
        SELECT r.asked, r.line, r.chain, r.source, r.run_id, r.snapshot_date, d.threshold, d.tasks, d.basis, s.side,
            coalesce(r.flags LIKE '%partial%', FALSE) AS partial, coalesce(c.uncounted, 0) AS uncounted,
            coalesce(c.models, 0) AS models, CASE WHEN c.run_id IS NULL THEN 0 ELSE c.downloads END AS downloads,
            CASE WHEN r.joint = 'joined' THEN c.joint_after ELSE c.after END AS after, CASE WHEN r.joint = 'joined' THEN c.joint_before ELSE c.before END AS before
        FROM series_line r
        CROSS JOIN definition d
        JOIN (VALUES ('all'), ('open'), ('restricted'), ('unknown')) s(side) ON (s.side = 'all') = (d.threshold = 'none')
        LEFT JOIN sided c ON (c.run_id, c.threshold, c.tasks, c.basis, c.side) = (r.run_id, d.threshold, d.tasks, d.basis, s.side)
    ), step AS ( -- how much smaller the side was at the previous reading, on the same models; 1 for a side empty at both
        SELECT *,
            CASE WHEN after > 0 THEN before / after
                WHEN downloads = 0 AND lag(downloads) OVER side_line = 0 THEN 1 END AS back
        FROM grid
        WINDOW side_line AS (PARTITION BY asked, chain, threshold, tasks, basis, side ORDER BY snapshot_date)
    ), carried AS (
        SELECT *,
            CASE WHEN count(back) OVER later = count(*) OVER later
                    AND count(back) FILTER (snapshot_date > anchor_on) OVER whole = count(*) FILTER (snapshot_date > anchor_on) OVER whole
                THEN anchor / nullif(coalesce(product(back) FILTER (snapshot_date > anchor_on) OVER whole, 1), 0) * coalesce(product(back) OVER later, 1) END AS volume
        FROM (
            SELECT *, max(downloads) FILTER (snapshot_date = anchor_on) OVER (PARTITION BY asked, chain, threshold, tasks, basis, side) AS anchor
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
        threshold, -- Line drawn: any, permissive, code, data (tier at least 1, 2, 3, 4); none = no line, one side
        tasks, -- generative, all
        basis, -- raw, adjusted (without the exclusion list and machine traffic)
        side, -- open, restricted, unknown; all where no line is drawn
        models, -- Models listed
        downloads, -- Sum of 30-day downloads as listed; 0 for a side without models, NULL where no counter was read
        after, -- Of these, downloads of the models that the previous reading of the line listed too
        before, -- The same models' downloads at that previous reading
        volume, -- Downloads like for like: the newest sum that lacks no counts, carried step by step by before / after; NULL where a step lacks common models
        downloads / nullif(sum(downloads) OVER reading, 0) AS share, -- Share of the reading's downloads, as listed; 0 to 1
        CASE WHEN count(volume) OVER reading = count(*) OVER reading THEN volume / nullif(sum(volume) OVER reading, 0) END AS share_like_for_like, -- The same, like for like; NULL where a side's chain breaks
        sum(after) OVER reading / nullif(sum(downloads + uncounted) OVER reading, 0) AS coverage -- Part of the reading's downloads that was compared, with what models lacking a count had before; 0 to 1
    FROM carried
    WINDOW reading AS (PARTITION BY asked, run_id, threshold, tasks, basis)
);
