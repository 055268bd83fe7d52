-- Counters of models, and what follows from two of them.

CREATE TABLE reading ( -- Counters, change-only: a row where something moved, or a model enters or leaves the listing
    model_key INTEGER NOT NULL, -- Model
    run_seq INTEGER NOT NULL, -- Run, see snapshot_run
    source VARCHAR NOT NULL, -- Source of the run
    listed BOOLEAN NOT NULL, -- FALSE: no longer listed from this run on
    downloads_30d BIGINT, -- Hub counter of the last 30 days; never add readings
    downloads_all_time BIGINT, -- Hub counter since creation; may be restated downwards
    likes INTEGER, -- Likes, all time
    trending_score REAL, -- The Hub's trending score
    flags VARCHAR -- restated; NULL = none
);

CREATE TABLE latest_reading ( -- Each model's last reading in each source: what the next run is compared with
    source VARCHAR NOT NULL, -- Source
    model_key INTEGER NOT NULL, -- Model
    run_seq INTEGER NOT NULL, -- Run of its last row in reading
    listed BOOLEAN NOT NULL, -- FALSE: the last run of the source does not list it
    seen_on DATE NOT NULL, -- Day of the last run that lists it
    downloads_30d BIGINT, -- 30-day downloads when last listed
    downloads_all_time BIGINT, -- All-time downloads when last listed
    likes INTEGER, -- Likes when last listed
    trending_score REAL -- Trending score when last listed
);

CREATE TABLE last_count ( -- Each model's last all-time count of a good run in each source: what its next flow runs from
    source VARCHAR NOT NULL, -- Source
    model_key INTEGER NOT NULL, -- Model
    run_seq INTEGER NOT NULL, -- Run of the last count
    downloads_all_time BIGINT NOT NULL, -- That count
    before_seq INTEGER, -- Run of the last count of an earlier day: a second run of that day starts from it; NULL = none
    before_all_time BIGINT -- That count
);

CREATE TABLE flow ( -- Downloads per day from the all-time counter, since the model's own last good count, spread over the elapsed days
    model_key INTEGER NOT NULL, -- Model
    run_seq INTEGER NOT NULL, -- Run that closes the span
    from_on DATE NOT NULL, -- First day of the span
    until_on DATE NOT NULL, -- Last day of the span, inclusive
    downloads DOUBLE, -- Downloads a day over the span; NULL where the counter was restated
    flags VARCHAR -- imputed (span of more than one day), restated, stale; space between
);

CREATE TABLE spike ( -- Flows far off the model's own last 13 weeks, winsorised in adjusted figures only
    model_key INTEGER NOT NULL, -- Model
    run_seq INTEGER NOT NULL, -- Run that closes the span of the flow
    z DOUBLE NOT NULL, -- 0.6745 (x - median) / MAD on the log of the flow; beyond 5 either way
    adjusted DOUBLE NOT NULL -- Downloads a day that adjusted figures count instead
);

CREATE TABLE cumulative ( -- Downloads since release of each model, as of its last reading in each source of whole organisations
    source VARCHAR NOT NULL, -- Source
    model_key INTEGER NOT NULL, -- Model
    released_on DATE NOT NULL, -- Day it was announced, where the registry knows it; else the day its repository was created
    counted_on DATE NOT NULL, -- Day of the reading
    age_days INTEGER NOT NULL, -- Days from release to that reading
    downloads DOUBLE NOT NULL, -- All-time counter; where the source has none, its 30-day counters added over windows that do not overlap
    estimated BOOLEAN NOT NULL, -- Added up from 30-day counters, each scaled to the days since the reading before
    from_start BOOLEAN NOT NULL -- Followed since it was at most 45 days old
);

CREATE VIEW observation AS ( -- Every model in every run: the full grain of the readings
    WITH span AS (
        SELECT *, lead(run_seq) OVER (PARTITION BY source, model_key ORDER BY run_seq) AS next_seq FROM reading
    )
    SELECT
        r.run_id, -- Run
        r.source, -- Source
        r.snapshot_date, -- Day
        m.model_id, -- Current id of the model
        s.downloads_30d, -- Downloads of the last 30 days
        s.downloads_all_time, -- Downloads since creation
        s.likes, -- Likes
        s.trending_score, -- Trending score
        concat_ws(' ', CASE WHEN s.run_seq = r.run_seq THEN s.flags END, CASE WHEN r.status = 'stale_upstream' THEN 'stale' END) AS flags -- restated, stale; space between
    FROM span s
    JOIN snapshot_run r ON r.source = s.source AND r.run_seq >= s.run_seq AND (s.next_seq IS NULL OR r.run_seq < s.next_seq)
    JOIN model m ON m.model_key = s.model_key
    WHERE s.listed AND r.status <> 'quarantined'
);
