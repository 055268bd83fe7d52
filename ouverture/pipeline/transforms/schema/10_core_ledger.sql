-- The build, its captures, visits and runs.

CREATE TABLE build_info ( -- The build itself: one row
    build_id VARCHAR PRIMARY KEY, -- Name of the file, and what a pinned link names
    built_at TIMESTAMP NOT NULL, -- When this build was made
    fingerprint VARCHAR NOT NULL, -- sha256 over registry, reference files, the code and SQL of the build, checks, versions of Ouverture and DuckDB
    lasting_fingerprint VARCHAR, -- sha256 over the part of it that rows of past runs depend on: where that changes, all captures are replayed
    software_version VARCHAR NOT NULL -- Version of Ouverture
);

CREATE TABLE capture ( -- One visit to one source, kept as immutable files
    capture_id VARCHAR PRIMARY KEY, -- <source>-<UTC start>
    source VARCHAR NOT NULL, -- hub, reference, an archive, or the name of a source around them
    scope VARCHAR, -- What was asked for: labs, top:N, all, default, panel; of an archive labs+top:N+known:<models known then>
    started_at TIMESTAMP NOT NULL, -- First request
    finished_at TIMESTAMP, -- Last answer
    requests INTEGER, -- HTTP requests that brought a page; 0 for files
    files INTEGER, -- Files in the capture
    bytes BIGINT, -- Size of those files, bytes
    sha256 VARCHAR -- Digest over the digests of all files
);

CREATE TABLE capture_fault ( -- Captures left out of the build, or held although their files were altered since, and why
    capture_id VARCHAR NOT NULL, -- Capture, named by its folder
    source VARCHAR NOT NULL, -- Source it was taken from
    kind VARCHAR NOT NULL, -- refused: its content does not go in; damaged: not as it was captured; future: dated after the build; forgotten: left out by hand
    held BOOLEAN NOT NULL, -- Whether its rows are in this build all the same: they were read when it was whole
    file VARCHAR, -- The file at fault, below the folder of captures; NULL where it is not one file
    row_text VARCHAR, -- The value or row at fault, where the error tells, at most 200 characters
    reason VARCHAR NOT NULL, -- Why, in one sentence with the remedy
    sha256 VARCHAR, -- Digest of a refused capture; NULL for others
    noted_at TIMESTAMP NOT NULL -- When it was first found
);

CREATE TABLE discarded_row ( -- Values that did not fit their column, counted: their rows are left out
    capture_id VARCHAR NOT NULL, -- Capture they came with
    source VARCHAR NOT NULL, -- Source of that capture
    unit VARCHAR, -- Page or listing they stood in; NULL where it is not known
    field VARCHAR NOT NULL, -- Field that they were meant for
    rows BIGINT NOT NULL, -- How many
    example VARCHAR, -- One of them as it came, at most 200 characters
    reason VARCHAR NOT NULL -- Why they were left out
);

CREATE TABLE source_visit ( -- Every time a source was asked, and how it answered
    source VARCHAR NOT NULL, -- Source
    visited_at TIMESTAMP NOT NULL, -- When it had answered or failed
    status VARCHAR NOT NULL, -- ok, partial (some addresses gave nothing), failed
    reason VARCHAR, -- Why it is not ok
    capture_id VARCHAR -- What was captured; NULL where it failed
);

CREATE TABLE snapshot_run ( -- One dated reading of one source: the ledger
    run_id VARCHAR PRIMARY KEY, -- <source>-<UTC start> for the Hub, <source>-<date> for archives and the panel
    run_seq INTEGER NOT NULL UNIQUE, -- Order of processing
    capture_id VARCHAR NOT NULL, -- Capture it was read from
    source VARCHAR NOT NULL, -- hub, hub-stats, model-pulse, osir-lmts, starscreener, m96-dashboard
    scope VARCHAR, -- Scope asked for
    listing VARCHAR NOT NULL, -- organisations: whole organisations listed, totals hold; ranking: top or trending list, never summed
    snapshot_date DATE NOT NULL, -- Day the numbers describe (UTC)
    started_at TIMESTAMP, -- First request; NULL where the source gives only a date
    finished_at TIMESTAMP, -- Last answer
    status VARCHAR NOT NULL, -- ok, stale_upstream, quarantined
    reason VARCHAR, -- Why it is not ok, in one sentence
    in_series BOOLEAN NOT NULL, -- Last good run of its source on its day
    in_totals BOOLEAN NOT NULL DEFAULT TRUE, -- FALSE: of smaller scope than a run of that day or of the seven days before it; its readings and flows count, in no total
    previous_run_id VARCHAR, -- Run of the series it was compared with like for like
    models BIGINT, -- Models listed
    models_downloaded BIGINT, -- Models with at least one download in the window
    organisations INTEGER, -- Organisations (namespaces) listed
    common_models BIGINT, -- Models listed in this run and in the previous one
    unchanged_share DOUBLE, -- Share of the common models with at least 100 downloads whose counters did not move; 0 to 1
    median_ratio DOUBLE, -- Median of downloads now over before, common models with downloads in both
    downloads_30d BIGINT, -- Sum of 30-day downloads of the listing
    null_downloads_share DOUBLE, -- Share of listed models without a download count; 0 to 1
    uncounted_share DOUBLE -- Of the downloads that the previous run counted of these models, the share on models without a count now; 0 to 1
);

CREATE TABLE run_rule ( -- The checks that judge a run before its readings count anywhere (ouverture/pipeline/checks/run)
    rule VARCHAR PRIMARY KEY, -- Name of the check's file
    what_en VARCHAR NOT NULL, -- Fault that it finds, English
    what_fr VARCHAR NOT NULL, -- The same, French
    verdict VARCHAR NOT NULL, -- quarantined: kept, marked, in no number; stale_upstream: in the series, but no flow from it
    query VARCHAR NOT NULL -- The query as it is run, limits included
);

CREATE TABLE organisation_coverage ( -- What a reading holds of each organisation
    source VARCHAR NOT NULL, -- Reading source
    run_id VARCHAR, -- Run; NULL where the row marks a gap between readings
    observed_on DATE NOT NULL, -- Day
    organisation_id VARCHAR NOT NULL, -- Namespace
    models_in_source BIGINT, -- Models the source listed
    models_held BIGINT, -- Models held here
    downloads_in_source BIGINT, -- 30-day downloads in the source
    downloads_held BIGINT, -- 30-day downloads held here
    incomplete BOOLEAN NOT NULL, -- Whether the source's list of the organisation is known to lack models: figures of its lab are lower bounds
    note VARCHAR -- First or last crawl, gap, incomplete list
);
