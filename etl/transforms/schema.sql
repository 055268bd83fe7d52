-- The warehouse. Every table and column carries its meaning in the comment behind it;
-- etl/schema.py turns these comments into COMMENT ON statements and data/dictionary.md.
-- The keys of the tables that grow with the Hub are held by etl/checks/build, not by an index: it would cost every build.
-- Instants (_at) are UTC. Dates end in _on or _date. Unknown is NULL, never 0.

-- ---------------------------------------------------------------- build and ledger

CREATE TABLE build_info ( -- The build itself: one row
    build_id VARCHAR PRIMARY KEY, -- Name of the file, and what a pinned link names
    built_at TIMESTAMP NOT NULL, -- When this build was made
    fingerprint VARCHAR NOT NULL, -- sha256 over registry, reference files, transforms, checks and DuckDB version
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
    previous_run_id VARCHAR, -- Run of the series it was compared with like for like
    models BIGINT, -- Models listed
    models_downloaded BIGINT, -- Models with at least one download in the window
    organisations INTEGER, -- Organisations (namespaces) listed
    common_models BIGINT, -- Models listed in this run and in the previous one
    unchanged_share DOUBLE, -- Share of the common models with at least 100 downloads whose counters did not move; 0 to 1
    median_ratio DOUBLE, -- Median of downloads now over before, common models with downloads in both
    downloads_30d BIGINT, -- Sum of 30-day downloads of the listing
    null_downloads_share DOUBLE -- Share of listed models without a download count; 0 to 1
);

CREATE TABLE run_rule ( -- The checks that judge a run before its readings count anywhere (etl/checks/run)
    rule VARCHAR PRIMARY KEY, -- Name of the check's file
    what_en VARCHAR NOT NULL, -- Fault that it finds, English
    what_fr VARCHAR NOT NULL, -- The same, French
    verdict VARCHAR NOT NULL, -- quarantined: kept, marked, in no number; stale_upstream: in the series, but no flow from it
    query VARCHAR NOT NULL -- The query as it is run, limits included
);

-- ---------------------------------------------------------------- registry and evidence

CREATE TABLE lab ( -- Labs, packagers and communities of the registry
    lab_id VARCHAR PRIMARY KEY, -- Registry key
    name VARCHAR NOT NULL, -- Display name
    country VARCHAR, -- ISO 3166-1 alpha-2 of its head office
    parent VARCHAR, -- Owning company, where it is another
    parent_country VARCHAR, -- ISO 3166-1 alpha-2 of the parent's head office
    kind VARCHAR NOT NULL, -- company, non-profit, university, community, government, packager
    founded INTEGER, -- Year
    source VARCHAR -- Link to the evidence
);

CREATE TABLE organisation ( -- Hub namespaces that belong to a lab
    organisation_id VARCHAR NOT NULL, -- Namespace on the Hub
    lab_id VARCHAR NOT NULL, -- Its lab
    from_on DATE, -- Belongs to the lab from this day; NULL = always
    until_on DATE, -- Until this day; NULL = still
    renamed_to VARCHAR, -- Namespace that continues it
    PRIMARY KEY (organisation_id, lab_id)
);

CREATE TABLE licence ( -- What a licence key allows
    licence VARCHAR PRIMARY KEY, -- Hub licence key or licence_name of a custom licence, lower case
    name VARCHAR NOT NULL, -- Full name
    osi_approved BOOLEAN, -- On the list of the Open Source Initiative
    commercial_use BOOLEAN, -- Commercial use allowed
    limits VARCHAR, -- Who or what is limited, in our own words, English
    limits_fr VARCHAR, -- The same, French
    max_monthly_users BIGINT, -- Above so many monthly users a separate licence is needed; NULL = no such limit, or not known
    no_eu BOOLEAN, -- Not granted to people and companies domiciled in the European Union; NULL = depends on the model, or not known
    no_eu_link VARCHAR, -- Where that stands, if not in the licence's own text
    train_other_models BOOLEAN, -- Outputs may be used to train other models; NULL = not known
    link VARCHAR, -- Text of the licence
    tier TINYINT -- Highest openness tier it allows: 1 restricted weights, 2 open weights; NULL = cannot be told
);

CREATE TABLE openness_evidence ( -- Openness components, each with its evidence
    subject VARCHAR NOT NULL, -- Model family of the registry, or system of an index
    lab_id VARCHAR, -- Lab, where known
    component VARCHAR NOT NULL, -- weights, licence, architecture, inference_code, training_code, pretraining_data, posttraining_data, paper, model_card, data_card, or a dimension of the index
    value VARCHAR NOT NULL, -- open, partial, closed
    link VARCHAR, -- Evidence
    checked_on DATE, -- When somebody looked
    source VARCHAR NOT NULL, -- registry or the index's name
    PRIMARY KEY (source, subject, component)
);

CREATE TABLE claim ( -- Sentences and figures of the public debate
    claim_id VARCHAR PRIMARY KEY, -- Key
    claim VARCHAR NOT NULL, -- The sentence, English
    claim_fr VARCHAR, -- The sentence, French; NULL for published figures kept in the language of their source
    figure DOUBLE, -- Published figure
    unit VARCHAR, -- Its unit
    as_of VARCHAR, -- Year, month or day as published
    who VARCHAR, -- Who says so
    kind VARCHAR, -- primary, secondary; debate = a sentence of the public debate from the registry
    missing_en VARCHAR, -- What a test would need beyond what the sources here hold, English
    missing_fr VARCHAR, -- The same, French
    metric VARCHAR, -- Metric whose chart shows the rows behind the test; NULL for published figures
    link VARCHAR -- Where it was said
);

CREATE TABLE claim_test ( -- What the rows here say about a claim: one row a definition, written by 50_claim_*.sql
    claim_id VARCHAR NOT NULL, -- Claim
    place INTEGER NOT NULL, -- Order of the definitions; 1 is the one shown first
    definition_en VARCHAR NOT NULL, -- What was measured, English
    definition_fr VARCHAR NOT NULL, -- The same, French
    figure DOUBLE, -- What was measured; NULL where nothing could be
    unit VARCHAR NOT NULL, -- models, downloads, share, ratio, points, rank, parameters, days
    against DOUBLE, -- What it is held against; NULL where nothing is
    holds BOOLEAN, -- The claim holds under this definition; NULL = the figure is only the nearest one and decides nothing
    measured_on DATE, -- Day of the figure
    source VARCHAR, -- Source of the figure
    PRIMARY KEY (claim_id, place)
);

CREATE TABLE event ( -- Dated events worth a mark on a time axis
    event_id VARCHAR PRIMARY KEY, -- Key
    event_on DATE NOT NULL, -- Day
    kind VARCHAR NOT NULL, -- release, counter_incident, policy
    lab_id VARCHAR, -- Lab concerned
    source VARCHAR, -- Reading source concerned, for counter incidents
    title_en VARCHAR NOT NULL, -- English
    title_fr VARCHAR NOT NULL, -- French
    link VARCHAR -- Evidence
);

CREATE TABLE packaging_pattern ( -- Names by which repackaged models are known, where no relation to a base is declared
    pattern VARCHAR PRIMARY KEY, -- Glob over the model's name in lower case, without its namespace
    format VARCHAR NOT NULL, -- Form of the package: gguf, awq, gptq, ...
    role VARCHAR NOT NULL -- quantized, converted
);

CREATE TABLE transparency_score ( -- Foundation Model Transparency Index, unchanged
    edition VARCHAR NOT NULL, -- Year of the edition; the indicators of 2025 differ from those of 2023 and 2024
    published_on DATE NOT NULL, -- When the edition appeared
    lab_id VARCHAR NOT NULL, -- Lab; for a joint model, the project that made it
    score INTEGER NOT NULL, -- Points of 100
    link VARCHAR NOT NULL, -- Evidence
    PRIMARY KEY (edition, lab_id)
);

CREATE TABLE promise ( -- What labs said they would open, and whether they did
    promise_id VARCHAR PRIMARY KEY, -- Key
    lab_id VARCHAR NOT NULL, -- Lab
    announced_on DATE NOT NULL, -- When it was said
    what_en VARCHAR NOT NULL, -- What was promised, English
    what_fr VARCHAR NOT NULL, -- The same, French
    due_on DATE, -- Last day named; NULL = none was named
    delivered_on DATE, -- When it was kept; NULL = no delivery known to us
    link VARCHAR NOT NULL, -- Where it was said
    delivered_link VARCHAR -- Where the delivery can be seen
);

CREATE TABLE exclusion ( -- Repositories left out of adjusted figures, with the reason
    pattern VARCHAR PRIMARY KEY, -- Glob over model ids
    reason_en VARCHAR NOT NULL, -- Why, in English
    reason_fr VARCHAR NOT NULL, -- Why, in French
    added_on DATE -- When it was put on the list
);

-- ---------------------------------------------------------------- models

CREATE TABLE model ( -- One row per model, current attributes
    model_key INTEGER NOT NULL, -- Stable identity inside the warehouse: survives renames
    model_id VARCHAR NOT NULL, -- Current repository id, organisation/name (old ones have no organisation)
    hub_id VARCHAR, -- The Hub's own identity (_id); NULL for panel-only models
    organisation_id VARCHAR, -- Namespace; NULL for ids without one
    lab_id VARCHAR, -- Lab of the registry; NULL = unaffiliated
    family VARCHAR, -- Model family of the lab, by id pattern; else that of its root base
    pipeline_tag VARCHAR, -- Task on the Hub
    task_scope VARCHAR NOT NULL, -- generative, other, unknown (no task given)
    library_name VARCHAR, -- Library on the Hub
    licence VARCHAR, -- Resolved licence key, lower case; NULL = unknown
    licence_raw VARCHAR, -- As the source gave it
    gated VARCHAR, -- false, auto, manual; NULL = unknown
    tier TINYINT, -- Openness tier 1 to 4; NULL = unknown, never folded into open or closed
    tier_reason VARCHAR, -- Why this tier, e.g. licence:apache-2.0, gated:manual, evidence:OLMo, base:meta-llama/Llama-3.1-8B (stricter than its own), licence missing
    parameters BIGINT, -- Total parameters
    size_class VARCHAR, -- <1B, 1-7B, 7-30B, 30-100B, >=100B; of the base for quantised models; NULL = unknown
    base_model VARCHAR, -- First base model named
    base_relation VARCHAR, -- finetune, adapter, merge, quantized; NULL = unknown
    created_on DATE, -- Day the repository was created; NULL = unknown or only "on or before"
    created_before_on DATE, -- Set instead where the Hub pins old repositories: created on or before
    first_seen DATE NOT NULL, -- First reading
    last_seen DATE NOT NULL, -- Last reading that lists it, also one that a later reading of its day replaced
    gone_on DATE, -- First reading of its whole organisation that no longer lists it: in no series from this day on
    excluded BOOLEAN NOT NULL, -- Matches the exclusion list
    exclusion_reason VARCHAR, -- English reason
    attribute_source VARCHAR NOT NULL -- hub, an archive, or the panel's metadata_source
);

CREATE TABLE model_alias ( -- Every id a model has had
    model_key INTEGER NOT NULL, -- Model
    model_id VARCHAR NOT NULL, -- Id
    first_seen DATE NOT NULL, -- First reading under this id
    last_seen DATE NOT NULL -- Last reading under this id
);

CREATE TABLE model_change ( -- Licence, gating, rename, tier, deletion and return, with dates
    model_key INTEGER NOT NULL, -- Model
    model_id VARCHAR NOT NULL, -- Id at the time
    changed_on DATE NOT NULL, -- First reading that shows it
    field VARCHAR NOT NULL, -- model_id, licence, gated, tier, gone
    old_value VARCHAR, -- Before
    new_value VARCHAR, -- After
    run_id VARCHAR NOT NULL -- Run that showed it
);

CREATE TABLE lineage ( -- Edges from a model to the model it was made from
    model_key INTEGER NOT NULL, -- Derived model
    base_model_id VARCHAR NOT NULL, -- Base, as named
    relation VARCHAR NOT NULL, -- finetune, adapter, merge, quantized, unknown
    source VARCHAR NOT NULL -- hub or the panel's metadata_source
);

-- ---------------------------------------------------------------- datasets

CREATE TABLE dataset ( -- One row per dataset ever listed among the Hub's most downloaded or most liked, current attributes
    dataset_key INTEGER NOT NULL, -- Stable identity inside the warehouse: survives renames
    dataset_id VARCHAR NOT NULL, -- Current repository id
    hub_id VARCHAR, -- The Hub's own identity (_id)
    organisation_id VARCHAR, -- Namespace; NULL for ids without one
    lab_id VARCHAR, -- Lab of the registry; NULL = unaffiliated
    licence VARCHAR, -- Resolved licence keys, comma between; NULL = none given
    openness VARCHAR, -- open, restricted (by a licence, or access granted by hand); NULL = the licence does not say
    gated VARCHAR, -- false, auto, manual; NULL = unknown
    tags VARCHAR[], -- As the Hub gives them
    created_on DATE, -- Day the repository was created; NULL = unknown or only "on or before"
    created_before_on DATE, -- Set instead where the Hub pins old repositories: created on or before
    first_seen DATE NOT NULL, -- First reading that lists it
    last_seen DATE NOT NULL -- Last reading that lists it
);

CREATE TABLE dataset_reading ( -- Counters of the listed datasets, one row a day: the last capture of the day
    dataset_key INTEGER NOT NULL, -- Dataset
    observed_on DATE NOT NULL, -- Day (UTC)
    top_downloads BOOLEAN NOT NULL, -- Listed among the 2,000 most downloaded
    top_likes BOOLEAN NOT NULL, -- Listed among the 1,000 most liked
    downloads_30d BIGINT, -- Hub counter of the last 30 days; never add readings
    downloads_all_time BIGINT, -- Hub counter since creation
    likes INTEGER -- Likes, all time
);

CREATE TABLE dataset_use ( -- Datasets that a model's card names as its training data
    model_key INTEGER NOT NULL, -- Model
    dataset_id VARCHAR NOT NULL -- Dataset, as named
);

-- ---------------------------------------------------------------- readings

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

CREATE TABLE flow ( -- Downloads per day from the all-time counter, spread over the elapsed days
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

-- ---------------------------------------------------------------- the closed side and context

CREATE TABLE package_downloads ( -- Installs of SDKs and runtimes
    registry VARCHAR NOT NULL, -- pypi, npm
    package VARCHAR NOT NULL, -- Package
    side VARCHAR NOT NULL, -- closed_api (client of a hosted model), open_runtime (runs models you hold), other
    lab_id VARCHAR, -- Lab, where the registry names one
    observed_on DATE NOT NULL, -- Day counted; of a window of several days the day its list was published
    window_days INTEGER NOT NULL, -- Days counted: 30 in the panel, 1 in daily counts; never mix two windows
    downloads BIGINT, -- Downloads in the window; NULL = not counted; the panel's include mirrors and build servers
    source VARCHAR NOT NULL, -- Source
    PRIMARY KEY (registry, package, observed_on, window_days)
);

CREATE TABLE api_model ( -- Hosted models of public catalogues
    model VARCHAR NOT NULL, -- Name in the catalogue
    lab VARCHAR NOT NULL, -- Lab as the catalogue names it
    lab_id VARCHAR, -- Lab of the registry
    country VARCHAR, -- ISO 3166-1 alpha-2
    released_on DATE, -- Release
    open_weights BOOLEAN, -- Weights can be downloaded
    licence VARCHAR, -- As the catalogue spells it
    commercial_use BOOLEAN, -- As the catalogue reads it
    price_in_usd_per_mtok DOUBLE, -- US dollars per million input tokens
    price_out_usd_per_mtok DOUBLE, -- US dollars per million output tokens
    context_tokens BIGINT, -- Context window, tokens
    parameters_total_b DOUBLE, -- Billions
    parameters_active_b DOUBLE, -- Billions
    as_of DATE, -- Date of the catalogue
    source VARCHAR NOT NULL -- Catalogue
);

CREATE TABLE catalogue_model ( -- What live catalogues say of hosted models, by provider: a row where something changed
    source VARCHAR NOT NULL, -- Catalogue: models-dev, openrouter, artificial-analysis
    provider VARCHAR NOT NULL, -- Who serves it, as the catalogue names them
    model_id VARCHAR NOT NULL, -- The catalogue's id
    captured_on DATE NOT NULL, -- Day from which the row holds, until the next row of the same model
    listed BOOLEAN NOT NULL, -- FALSE: no longer in the catalogue from that day on
    name VARCHAR, -- Display name
    hub_model_id VARCHAR, -- Hub repository, where the catalogue names it
    released_on DATE, -- Release, as the catalogue says; NULL where it gives no day
    open_weights BOOLEAN, -- Weights can be downloaded, as this provider's entry says; NULL = it does not say
    price_in_usd_per_mtok DOUBLE, -- US dollars per million input tokens
    price_out_usd_per_mtok DOUBLE, -- US dollars per million output tokens
    context_tokens BIGINT, -- Context window, tokens
    modalities VARCHAR, -- Input -> output, each comma-separated
    PRIMARY KEY (source, provider, model_id, captured_on)
);

CREATE VIEW catalogue_current AS ( -- What live catalogues say now
    SELECT
        source, -- Catalogue
        provider, -- Who serves it
        model_id, -- The catalogue's id
        captured_on, -- Unchanged since
        name, -- Display name
        hub_model_id, -- Hub repository
        released_on, -- Release
        open_weights, -- Weights can be downloaded, as this entry says
        price_in_usd_per_mtok, -- US dollars per million input tokens
        price_out_usd_per_mtok, -- US dollars per million output tokens
        context_tokens, -- Context window, tokens
        modalities -- Input -> output
    FROM (
        SELECT * FROM catalogue_model
        QUALIFY row_number() OVER (PARTITION BY source, provider, model_id ORDER BY captured_on DESC) = 1
    )
    WHERE listed
);

CREATE TABLE notable_model ( -- Models that Epoch AI holds notable
    model VARCHAR NOT NULL, -- Name
    organization VARCHAR, -- Who made it, comma-separated
    lab_id VARCHAR, -- Lab of the registry, where the organisation is one of its spellings
    country VARCHAR, -- Of the organisation, as the source writes it
    domain VARCHAR, -- Language, Vision, ...
    published_on DATE, -- Publication
    accessibility VARCHAR, -- As the source says: Open weights (unrestricted), API access, Unreleased, ...
    parameters BIGINT, -- Parameters
    training_compute_flop DOUBLE, -- Training compute, floating point operations; partly estimated
    link VARCHAR, -- Reference
    captured_on DATE NOT NULL, -- Day of the visit
    source VARCHAR NOT NULL -- Source
);

CREATE TABLE model_identity ( -- What different sources call the same model: join scores, prices, licences and downloads by it
    canonical VARCHAR NOT NULL, -- Canonical name
    kind VARCHAR NOT NULL, -- hub (repository id), board (benchmark_score), catalogue (api_model, catalogue_model), notable (notable_model)
    source VARCHAR NOT NULL, -- Source that uses the name
    name VARCHAR NOT NULL, -- Name as the source writes it
    rule VARCHAR NOT NULL, -- alias (reviewed list), hub id (a catalogue names the repository), normalised (case, separators, vendor, full date set aside)
    PRIMARY KEY (kind, source, name)
);

CREATE VIEW catalogue_openness AS ( -- Where providers of one catalogue disagree on whether a model's weights are open
    SELECT
        c.source, -- Catalogue
        i.canonical, -- Model
        count(*) FILTER (c.open_weights) AS providers_open, -- Entries that say open
        count(*) FILTER (NOT c.open_weights) AS providers_closed, -- Entries that say closed
        list(DISTINCT c.provider ORDER BY c.provider) FILTER (c.open_weights) AS open_at, -- Who says open
        list(DISTINCT c.provider ORDER BY c.provider) FILTER (NOT c.open_weights) AS closed_at -- Who says closed
    FROM catalogue_current c
    JOIN model_identity i ON i.kind = 'catalogue' AND i.source = c.source AND i.name = c.name
    WHERE c.open_weights IS NOT NULL
    GROUP BY ALL
    HAVING providers_open > 0 AND providers_closed > 0
);

CREATE TABLE benchmark_score ( -- Scores on public boards
    yardstick VARCHAR NOT NULL, -- Board and harness: never join two
    as_of DATE NOT NULL, -- Date of the board
    model VARCHAR NOT NULL, -- Name on the board
    organization VARCHAR, -- As on the board
    licence VARCHAR, -- As on the board, spelling unified
    is_open BOOLEAN, -- Weights published
    score DOUBLE NOT NULL, -- In the unit of the yardstick
    votes BIGINT, -- Votes
    released_on DATE, -- Release, exact name matches only
    source VARCHAR NOT NULL -- Source
);

CREATE TABLE board_record ( -- Best model of each side on the last board of each month
    as_of DATE NOT NULL, -- Date of the board
    side VARCHAR NOT NULL, -- open, closed
    best_model VARCHAR NOT NULL, -- Best model
    best_score DOUBLE NOT NULL, -- Its score
    second_best_score DOUBLE, -- Next score
    n_models INTEGER, -- Models of that side
    scale VARCHAR NOT NULL, -- Scale; levels of two scales are not comparable
    source VARCHAR NOT NULL, -- Source
    PRIMARY KEY (as_of, side)
);

CREATE TABLE hub_size ( -- Models on the whole Hub
    observed_on DATE NOT NULL, -- Day
    models BIGINT NOT NULL, -- Models
    source VARCHAR NOT NULL, -- Who counted
    method VARCHAR NOT NULL -- census, surviving by created_at, claim: three different lines
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
    note VARCHAR -- First or last crawl, gap, incomplete list
);

-- ---------------------------------------------------------------- marts

CREATE TABLE mart_adoption ( -- Models and downloads of each run by lab, tier and task: the smallest rollup for totals
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier 1 to 4; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models BIGINT NOT NULL, -- Models listed
    downloads_30d BIGINT, -- Sum of 30-day downloads
    likes BIGINT, -- Sum of likes
    entered_models BIGINT NOT NULL, -- Models not in the previous run of the series
    common_downloads_30d BIGINT, -- 30-day downloads of the models present in this and the previous run
    common_downloads_30d_before BIGINT -- The same models' 30-day downloads in the previous run
);

CREATE TABLE mart_flow ( -- Downloads a day between two runs, from all-time counters, by lab, tier and task
    run_id VARCHAR NOT NULL, -- Run that closes the span (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    from_on DATE NOT NULL, -- First day of the span
    until_on DATE NOT NULL, -- Last day of the span, inclusive
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier 1 to 4; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures
    models BIGINT NOT NULL, -- Models with a flow: counted in both runs and not restated
    restated_models BIGINT NOT NULL, -- Models whose counter fell: in no sum
    spiked_models BIGINT NOT NULL, -- Models whose flow is winsorised in adjusted figures
    downloads_per_day DOUBLE, -- Sum of the flows
    adjusted_downloads_per_day DOUBLE, -- The same with spikes winsorised
    flags VARCHAR -- imputed (span of several days), restated, stale; space between
);

CREATE TABLE mart_left_out ( -- Models that adjusted figures of a run leave out, each with its reason
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    model_id VARCHAR NOT NULL, -- Model
    lab_id VARCHAR, -- Lab
    tier TINYINT, -- Tier
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    why VARCHAR NOT NULL, -- list (exclusion list) or automation (machine traffic)
    exclusion_reason VARCHAR, -- Reason of the list, English
    automation_index DOUBLE, -- Median absolute deviations above its peers' downloads per like
    downloads_30d BIGINT, -- 30-day downloads
    likes INTEGER -- Likes
);

CREATE TABLE mart_concentration ( -- How downloads of each run are shared out among models and labs
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    basis VARCHAR NOT NULL, -- raw, or adjusted (without the exclusion list and machine traffic)
    tasks VARCHAR NOT NULL, -- generative, all
    unit VARCHAR NOT NULL, -- model, lab (organisations without a lab stand for themselves)
    units BIGINT NOT NULL, -- Units with downloads
    units_without_downloads BIGINT NOT NULL, -- Units listed without a download
    downloads_30d BIGINT NOT NULL, -- Sum of 30-day downloads
    hhi DOUBLE NOT NULL, -- Herfindahl-Hirschman index: 10,000 times the sum of squared shares
    cr1 DOUBLE NOT NULL, -- Share of the largest unit; 0 to 1
    cr4 DOUBLE NOT NULL, -- Share of the four largest units; 0 to 1
    gini DOUBLE NOT NULL, -- Gini coefficient among units with downloads; 0 to 1
    leader VARCHAR NOT NULL -- Largest unit: model id, lab id, org:<namespace> or model:<id>
);

CREATE TABLE mart_top ( -- The twenty largest models and labs of each run
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    basis VARCHAR NOT NULL, -- raw, adjusted
    tasks VARCHAR NOT NULL, -- generative, all
    unit VARCHAR NOT NULL, -- model, lab
    place INTEGER NOT NULL, -- Rank, 1 to 20
    unit_id VARCHAR NOT NULL, -- Model id, lab id, org:<namespace> or model:<id>
    downloads_30d BIGINT NOT NULL, -- 30-day downloads
    share DOUBLE NOT NULL -- Share of all downloads of that basis and those tasks; 0 to 1
);

CREATE TABLE mart_leader ( -- The most downloaded model of each task and size class in each run
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    pipeline_tag VARCHAR NOT NULL, -- Task on the Hub
    task_scope VARCHAR NOT NULL, -- generative, other
    size_class VARCHAR NOT NULL, -- Size class
    models BIGINT NOT NULL, -- Models with downloads in the class: at least 3
    model_id VARCHAR NOT NULL, -- The leader
    lab_id VARCHAR, -- Its lab; NULL = unaffiliated
    downloads_30d BIGINT NOT NULL, -- Its 30-day downloads
    entered BOOLEAN -- Its organisation was not listed by the previous run: nobody was passed
);

CREATE TABLE mart_tenure ( -- How long each leader of a task and size class kept its place
    source VARCHAR NOT NULL, -- Source
    kind VARCHAR NOT NULL, -- Who leads: model, lab
    pipeline_tag VARCHAR NOT NULL, -- Task
    size_class VARCHAR NOT NULL, -- Size class
    task_scope VARCHAR NOT NULL, -- generative, other
    holder VARCHAR NOT NULL, -- Model id or lab id
    from_on DATE NOT NULL, -- First reading that shows it in the lead
    last_on DATE NOT NULL, -- Last reading of the tenure that shows it in the lead
    days INTEGER NOT NULL, -- Days from the first reading to the next leader's first, or to the last reading
    ended BOOLEAN NOT NULL -- FALSE: still leading at the last reading (right-censored)
);

CREATE TABLE mart_moat ( -- Moat half-life: days after which a leader is as likely as not to have been passed
    source VARCHAR NOT NULL, -- Source
    kind VARCHAR NOT NULL, -- Who leads: model, lab
    tasks VARCHAR NOT NULL, -- generative, all
    cells INTEGER NOT NULL, -- Tasks and size classes
    tenures INTEGER NOT NULL, -- Tenures
    ended INTEGER NOT NULL, -- Tenures that ended
    half_life_days DOUBLE, -- Kaplan-Meier median; NULL = more than half had not ended
    low_days DOUBLE, -- Lower end of the bootstrap band of 90 %; NULL = not reached
    high_days DOUBLE -- Upper end; NULL = not reached
);

CREATE TABLE mart_size ( -- Size of the models listed and of those downloaded in each run
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    basis VARCHAR NOT NULL, -- raw, adjusted
    tasks VARCHAR NOT NULL, -- generative, all
    models BIGINT NOT NULL, -- Models listed
    models_sized BIGINT NOT NULL, -- Models whose parameters are known
    downloads_30d BIGINT, -- 30-day downloads of all
    downloads_30d_sized BIGINT, -- 30-day downloads of models whose parameters are known
    mean_parameters BIGINT, -- Mean over models
    median_parameters BIGINT, -- Median over models
    weighted_median_parameters BIGINT -- Half of the downloads are of models at most this large
);

CREATE TABLE mart_lineage ( -- Models and downloads of each run by whose work they are and through whom they come
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR, -- Lab that publishes; NULL = unaffiliated
    lab_kind VARCHAR, -- Its kind; NULL = unaffiliated
    root_lab_id VARCHAR, -- Lab of the root base; NULL = unaffiliated, or base missing
    root_family VARCHAR, -- Family of the root base
    base VARCHAR NOT NULL, -- named; missing (name or publisher says it derives, no base named); none (no base named: counts as its own root)
    relation VARCHAR, -- finetune, adapter, merge, quantized, unknown; NULL without a base
    role VARCHAR NOT NULL, -- Publisher's part: maker (root and publisher are one lab, or no base), packager, author (of a derivative), unknown
    tier TINYINT, -- Tier 1 to 4; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures
    models DOUBLE NOT NULL, -- Models; one of several roots counts in equal parts
    downloads_30d DOUBLE, -- Sum of 30-day downloads, in the same parts
    downloads_per_day DOUBLE -- Sum of the flows, in the same parts
);

CREATE VIEW mart_attribution AS ( -- The same downloads under three rules of credit: the totals of a run are equal in all
    WITH credited AS (
        SELECT 'publisher' AS mode, lab_id AS credited_lab_id, * FROM mart_lineage
        UNION ALL
        SELECT 'family', root_lab_id, * FROM mart_lineage
        UNION ALL
        SELECT 'packager', CASE WHEN role = 'packager' THEN lab_id ELSE root_lab_id END, * FROM mart_lineage
    )
    SELECT
        run_id, -- Run
        source, -- Source
        snapshot_date, -- Day
        mode, -- publisher (who hosts), family (lab of the root base), packager (who repackaged, else the lab of the root base)
        credited_lab_id AS lab_id, -- Lab that has the credit; NULL = unaffiliated, or base missing
        base, -- named, missing, none
        tier, -- Tier; NULL = unknown
        task_scope, -- generative, other, unknown
        excluded, -- Left out of adjusted figures
        sum(models) AS models, -- Models, in parts
        sum(downloads_30d) AS downloads_30d, -- Sum of 30-day downloads
        sum(downloads_per_day) AS downloads_per_day -- Sum of the flows
    FROM credited
    GROUP BY ALL
);

CREATE TABLE mart_derivative ( -- Derivatives of the last run of each source: the hundred most downloaded of each family and task
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    model_id VARCHAR NOT NULL, -- Derivative
    lab_id VARCHAR, -- Lab that publishes it; NULL = unaffiliated
    organisation_id VARCHAR, -- Its namespace
    base VARCHAR NOT NULL, -- named, missing
    root_id VARCHAR, -- Root base; NULL = missing
    root_lab_id VARCHAR, -- Lab of the root base
    root_family VARCHAR, -- Family of the root base
    relation VARCHAR, -- Relation to its direct base
    role VARCHAR NOT NULL, -- maker, packager, author, unknown
    depth TINYINT NOT NULL, -- Steps to the root; 0 = base missing
    part DOUBLE NOT NULL, -- Part of this root in it: below 1 for merges
    tier TINYINT, -- Tier
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures
    downloads_30d BIGINT -- 30-day downloads, whole
);

CREATE TABLE mart_base ( -- Bases of the last run of each source: their direct derivatives by relation; the 500 with most
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    base_id VARCHAR NOT NULL, -- Base, present name
    base_lab_id VARCHAR, -- Its lab
    base_family VARCHAR, -- Its family
    relation VARCHAR NOT NULL, -- finetune, adapter, merge, quantized, unknown
    models BIGINT NOT NULL, -- Direct derivatives listed
    models_of_others BIGINT NOT NULL, -- Those not published by the base's lab
    downloads_30d BIGINT -- Their 30-day downloads
);

CREATE TABLE mart_country ( -- Models and downloads of each run by the country of their publisher, of their base's lab and of the parent company
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    publisher_origin VARCHAR NOT NULL, -- Head office of the publishing lab, ISO 3166-1 alpha-2; or why there is none: unaffiliated (no lab of the registry), spread (lab of several countries, or head office not known)
    base_origin VARCHAR NOT NULL, -- The same of the root base's lab, the publisher's where no base is named; or base_missing (derived by its name or publisher, no base named)
    parent_origin VARCHAR NOT NULL, -- The same of the publishing lab's parent company, the lab's own where it has none
    base VARCHAR NOT NULL, -- named, missing, none, see mart_lineage
    tier TINYINT, -- Tier 1 to 4; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models DOUBLE NOT NULL, -- Models; one of several roots counts in equal parts
    downloads_30d DOUBLE, -- Sum of 30-day downloads, in the same parts
    common_downloads_30d DOUBLE, -- 30-day downloads of the models present in this and the previous run, in the same parts
    common_downloads_30d_before DOUBLE -- The same models' 30-day downloads in the previous run
);

CREATE VIEW mart_country_rule AS ( -- The same downloads under three country rules: the totals of a run are equal in all
    WITH ruled AS (
        SELECT 'publisher' AS rule, publisher_origin AS origin, * FROM mart_country
        UNION ALL
        SELECT 'base', base_origin, * FROM mart_country
        UNION ALL
        SELECT 'parent', parent_origin, * FROM mart_country
    )
    SELECT
        run_id, -- Run
        source, -- Source
        snapshot_date, -- Day
        rule, -- publisher (head office of who publishes), base (of the lab of the root base), parent (of the publisher's parent company)
        origin, -- Country, ISO 3166-1 alpha-2, or why there is none: unaffiliated, spread, base_missing
        CASE WHEN length(origin) = 2 THEN origin END AS country, -- The country alone; NULL = none
        base, -- named, missing, none
        tier, -- Tier; NULL = unknown
        task_scope, -- generative, other, unknown
        excluded, -- Left out of adjusted figures
        models, -- Models, in parts
        downloads_30d, -- Sum of 30-day downloads
        common_downloads_30d, -- Of the models in this and the previous run, now
        common_downloads_30d_before -- Of the same models, in the previous run
    FROM ruled
);

CREATE TABLE mart_licence ( -- Models and downloads of each run by licence
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    licence VARCHAR, -- Resolved key; NULL = unknown
    tier TINYINT, -- Tier of the models; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models BIGINT NOT NULL, -- Models
    downloads_30d BIGINT -- Sum of 30-day downloads
);

CREATE TABLE mart_data_naming ( -- Models and downloads of each live run by whether the card names training data
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in this run
    models BIGINT NOT NULL, -- Models listed
    models_naming BIGINT NOT NULL, -- Those that name at least one dataset
    models_unread BIGINT NOT NULL, -- Those whose tags were not given: unknown
    downloads_30d BIGINT, -- Sum of 30-day downloads
    downloads_30d_naming BIGINT, -- Of the models that name a dataset
    downloads_30d_unread BIGINT -- Of the models whose tags were not given
);

CREATE TABLE mart_dataset_use ( -- Datasets named by the models of the last live run
    run_id VARCHAR NOT NULL, -- Run (listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    dataset_id VARCHAR NOT NULL, -- Dataset, as named
    task_scope VARCHAR NOT NULL, -- Of the models: generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Models left out of adjusted figures
    models BIGINT NOT NULL, -- Models that name it
    organisations BIGINT NOT NULL, -- Namespaces that publish them
    downloads_30d BIGINT -- Their 30-day downloads, whole: a model that names two datasets counts for both
);

CREATE TABLE mart_dataset ( -- Datasets of the latest reading, with the models that name them, by downloads
    dataset_id VARCHAR NOT NULL, -- Dataset
    organisation_id VARCHAR, -- Namespace
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    licence VARCHAR, -- Licence keys, comma between; NULL = none given
    openness VARCHAR, -- open, restricted; NULL = unknown
    gated VARCHAR, -- Access condition
    created_on DATE, -- Created
    created_before_on DATE, -- Created on or before
    first_seen DATE NOT NULL, -- First reading
    observed_on DATE NOT NULL, -- Day of the counters here
    top_downloads BOOLEAN NOT NULL, -- Listed among the 2,000 most downloaded
    top_likes BOOLEAN NOT NULL, -- Listed among the 1,000 most liked
    downloads_30d BIGINT, -- 30-day downloads
    downloads_all_time BIGINT, -- All-time downloads
    likes INTEGER, -- Likes
    models BIGINT, -- Models of the last live run that name it; NULL = none does
    models_downloads_30d BIGINT -- Their 30-day downloads
);

CREATE TABLE mart_dataset_openness ( -- Downloads of the 2,000 most downloaded datasets of each day by openness of their licence
    observed_on DATE NOT NULL, -- Day
    openness VARCHAR, -- open, restricted; NULL = unknown
    datasets BIGINT NOT NULL, -- Datasets
    downloads_30d BIGINT -- Sum of 30-day downloads
);

CREATE TABLE mart_mover ( -- Largest changes of models present in two successive runs of a series
    run_id VARCHAR NOT NULL, -- Later run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day of the later run
    before_date DATE NOT NULL, -- Day of the earlier run
    model_id VARCHAR NOT NULL, -- Model
    lab_id VARCHAR, -- Lab
    tier TINYINT, -- Tier
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures: on the exclusion list, or machine traffic in the later run
    downloads_before BIGINT NOT NULL, -- 30-day downloads before
    downloads_after BIGINT NOT NULL, -- 30-day downloads after
    rank_before INTEGER NOT NULL, -- Rank by 30-day downloads among the common models, before
    rank_after INTEGER NOT NULL -- The same, after
);

CREATE TABLE mart_lab ( -- Each lab in each run: totals, like-for-like, largest model
    run_id VARCHAR NOT NULL, -- Run (in series, listing organisations)
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    lab_id VARCHAR NOT NULL, -- Lab
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    largest_model_id VARCHAR, -- Model with most 30-day downloads
    largest_downloads_30d BIGINT, -- Its downloads
    organisations VARCHAR[], -- Namespaces of the lab listed in this run
    organisations_entered VARCHAR[] -- Those that the previous run did not list: a break
);

CREATE TABLE mart_name ( -- Every name that leads to a model, in order of names: a lookup reads one row group of millions
    name VARCHAR NOT NULL, -- Present or earlier id
    model_key INTEGER NOT NULL -- The model that has it, else the one that had it last
);

CREATE TABLE mart_model ( -- Search and profile: each model with its latest reading, in order of model_key
    model_key INTEGER NOT NULL, -- Model
    model_id VARCHAR NOT NULL, -- Current id
    lab_id VARCHAR, -- Lab
    lab VARCHAR, -- Lab's name
    organisation_id VARCHAR, -- Namespace
    family VARCHAR, -- Family
    pipeline_tag VARCHAR, -- Task
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    library_name VARCHAR, -- Library
    licence VARCHAR, -- Licence
    gated VARCHAR, -- Access condition
    tier TINYINT, -- Tier
    tier_reason VARCHAR, -- Why
    parameters BIGINT, -- Parameters
    size_class VARCHAR, -- Size class
    base_model VARCHAR, -- First base named
    base_relation VARCHAR, -- Relation to it
    created_on DATE, -- Created
    created_before_on DATE, -- Created on or before
    first_seen DATE NOT NULL, -- First reading
    last_seen DATE NOT NULL, -- Last reading
    gone_on DATE, -- Gone
    excluded BOOLEAN NOT NULL, -- On the exclusion list
    exclusion_reason VARCHAR, -- Why
    latest_source VARCHAR NOT NULL, -- Source of the counters here
    latest_on DATE NOT NULL, -- Day of the counters here
    downloads_30d BIGINT, -- 30-day downloads
    downloads_all_time BIGINT, -- All-time downloads
    likes INTEGER, -- Likes
    trending_score REAL -- Trending score
);

CREATE TABLE mart_release ( -- Models created per month, by lab, tier and task; exact dates only
    month DATE NOT NULL, -- First day of the month
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier; NULL = unknown
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- On the exclusion list
    models BIGINT NOT NULL -- Models created
);

CREATE TABLE mart_lab_curve ( -- Readings of each lab's ten most downloaded models by age
    lab_id VARCHAR NOT NULL, -- Lab
    model_id VARCHAR NOT NULL, -- Model
    task_scope VARCHAR NOT NULL, -- generative, other, unknown: ten models of each
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    age_days INTEGER NOT NULL, -- Days since the repository was created
    downloads_30d BIGINT, -- 30-day downloads
    downloads_all_time BIGINT -- All-time downloads
);

CREATE TABLE mart_age ( -- Downloads since release of each model at round ages: interpolated between the two readings around
    source VARCHAR NOT NULL, -- Source
    run_seq INTEGER NOT NULL, -- Run that passed this age
    model_key INTEGER NOT NULL, -- Model
    age_days INTEGER NOT NULL, -- Days since release: 7, 14, 30, then every 30 days up to three years, and 365
    downloads DOUBLE NOT NULL, -- Downloads since release
    estimated BOOLEAN NOT NULL, -- Added up from 30-day counters
    from_start BOOLEAN NOT NULL -- Followed since it was at most 45 days old
);

CREATE TABLE mart_milestone ( -- The day a model followed from its start passed a round number of downloads
    source VARCHAR NOT NULL, -- Source
    run_seq INTEGER NOT NULL, -- Run that passed it
    model_key INTEGER NOT NULL, -- Model
    threshold BIGINT NOT NULL, -- 100,000, 1 million, 10 million, 100 million
    age_days INTEGER NOT NULL -- First day after release with at least so many, interpolated between readings
);

CREATE TABLE mart_cohort ( -- Models of one size class at the same age: at least ten, without the exclusion list and quantised copies
    source VARCHAR NOT NULL, -- Source
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    size_class VARCHAR NOT NULL, -- Size class
    age_days INTEGER NOT NULL, -- Days since release
    peers BIGINT NOT NULL, -- Models whose downloads at that age are known
    low DOUBLE NOT NULL, -- 10th percentile of downloads since release
    middle DOUBLE NOT NULL, -- Median
    high DOUBLE NOT NULL, -- 90th percentile
    tenth DOUBLE NOT NULL, -- 10th largest, never less than at a younger age: what relative adoption (version 2) divides by
    top_ten_median DOUBLE NOT NULL -- Median of the ten largest (version 1)
);

CREATE TABLE mart_pace ( -- Relative adoption of each model at the latest round age with twenty peers: the hundred highest of each source and scope
    source VARCHAR NOT NULL, -- Source
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    model_id VARCHAR NOT NULL, -- Model
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    size_class VARCHAR NOT NULL, -- Size class
    released_on DATE NOT NULL, -- Release
    counted_on DATE NOT NULL, -- Last reading
    age_days INTEGER NOT NULL, -- Age at which it is compared
    peers BIGINT NOT NULL, -- Models of its class known at that age
    downloads DOUBLE NOT NULL, -- Downloads since release at that age
    tenth_ratio DOUBLE NOT NULL, -- Over the 10th largest of its class (version 2)
    median_ratio DOUBLE NOT NULL, -- Over the median of the ten largest (version 1)
    estimated BOOLEAN NOT NULL -- Added up from 30-day counters
);

CREATE TABLE mart_source_overlap ( -- Days on which two sources read the same models: their counts side by side
    run_id VARCHAR NOT NULL, -- Later of the two runs
    source VARCHAR NOT NULL, -- Its source
    other_source VARCHAR NOT NULL, -- Source of the earlier run
    snapshot_date DATE NOT NULL, -- Day that both describe
    models BIGINT NOT NULL, -- Models of the run
    other_models BIGINT NOT NULL, -- Models of the other run
    common_models BIGINT NOT NULL, -- Models listed in both with a count of downloads
    downloads_30d BIGINT NOT NULL, -- 30-day downloads of the common models, this source
    other_downloads_30d BIGINT NOT NULL -- The same models, the other source
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
        CASE WHEN largest_gap <= 0.05 THEN 'joined' ELSE 'break' END AS verdict -- joined: within 5 % on every day; break: the joint carries a mark
    FROM mart_source_overlap
    GROUP BY other_source, source
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

CREATE TABLE mart_time_to_n ( -- Days until models reach a number of downloads: Kaplan-Meier over generative models followed from the start
    source VARCHAR NOT NULL, -- Source
    threshold BIGINT NOT NULL, -- Downloads
    cohort_by VARCHAR NOT NULL, -- all, size_class, release_year
    cohort VARCHAR NOT NULL, -- all, a size class, a year
    models INTEGER NOT NULL, -- Models: at least ten
    reached INTEGER NOT NULL, -- Those that reached it; the others are right-censored at their last reading
    median_days DOUBLE, -- Kaplan-Meier median; NULL = fewer than half have reached it
    low_days DOUBLE, -- Lower end of the bootstrap band of 90 %; NULL = not reached
    high_days DOUBLE, -- Upper end; NULL = not reached
    counted_on DATE NOT NULL, -- Last reading
    estimated BOOLEAN NOT NULL -- Added up from 30-day counters, in part at least
);

CREATE TABLE mart_momentum ( -- Growth of models over about a month in the last run of each source, shrunk by how noisy small counters are: the 200 highest and lowest of each scope
    run_id VARCHAR NOT NULL, -- Run
    source VARCHAR NOT NULL, -- Source
    snapshot_date DATE NOT NULL, -- Day
    before_date DATE NOT NULL, -- Day of the reading 28 to 45 days earlier that it is compared with
    model_id VARCHAR NOT NULL, -- Model, at least 30 days old at the earlier reading
    lab_id VARCHAR, -- Lab; NULL = unaffiliated
    tier TINYINT, -- Tier
    task_scope VARCHAR NOT NULL, -- generative, other, unknown
    excluded BOOLEAN NOT NULL, -- Left out of adjusted figures
    downloads_before BIGINT NOT NULL, -- 30-day downloads at the earlier reading: at least 100
    downloads_30d BIGINT NOT NULL, -- 30-day downloads
    momentum DOUBLE NOT NULL, -- (prior x pooled growth + downloads) / (prior + downloads before)
    pooled_growth DOUBLE NOT NULL, -- Growth of all models together
    prior_downloads DOUBLE NOT NULL -- Strength of the Gamma prior, in downloads
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

CREATE VIEW series_run AS ( -- Readings of whole organisations in the series of each source, with what entered or left the list
    WITH namespace AS (
        SELECT DISTINCT run_id, unnest(organisations) AS organisation_id FROM mart_lab
    ), entered AS (
        SELECT run_id, list(DISTINCT organisation_id ORDER BY organisation_id) AS organisations
        FROM (SELECT run_id, unnest(organisations_entered) AS organisation_id FROM mart_lab)
        GROUP BY run_id
    ), departed AS (
        SELECT r.run_id, list(b.organisation_id ORDER BY b.organisation_id) AS organisations
        FROM snapshot_run r
        JOIN namespace b ON b.run_id = r.previous_run_id
        LEFT JOIN organisation o ON o.organisation_id = b.organisation_id
        ANTI JOIN namespace n ON n.run_id = r.run_id AND n.organisation_id IN (b.organisation_id, o.renamed_to)
        GROUP BY r.run_id
    )
    SELECT
        r.run_id, -- Run
        r.source, -- Source
        r.snapshot_date, -- Day
        r.snapshot_date - b.snapshot_date AS days_since_previous, -- Days since the previous reading of the series; NULL on the first
        coalesce(e.organisations, []) AS organisations_entered, -- Namespaces of labs that the previous reading did not list
        coalesce(d.organisations, []) AS organisations_left, -- Namespaces of labs that only the previous reading lists, renames left aside
        nullif(concat_ws(' ',
            CASE WHEN r.status = 'stale_upstream' THEN 'stale' END,
            CASE WHEN e.organisations IS NOT NULL OR d.organisations IS NOT NULL THEN 'break' END), '') AS flags -- stale, break; space between
    FROM snapshot_run r
    LEFT JOIN snapshot_run b ON b.run_id = r.previous_run_id
    LEFT JOIN entered e ON e.run_id = r.run_id
    LEFT JOIN departed d ON d.run_id = r.run_id
    WHERE r.in_series AND r.listing = 'organisations' AND r.status <> 'quarantined'
);

CREATE TABLE mart_board_model ( -- Newest board of each yardstick, its models joined by explicit rules of name to the catalogue and the Hub
    source VARCHAR NOT NULL, -- Source of the board
    yardstick VARCHAR NOT NULL, -- Board and harness: never join two
    as_of DATE NOT NULL, -- Date of the board
    model VARCHAR NOT NULL, -- Name on the board
    lab_id VARCHAR, -- Lab of the registry
    side VARCHAR, -- open (weights published) or closed; NULL = not known
    score DOUBLE NOT NULL, -- In the unit of the yardstick
    votes BIGINT, -- Votes
    name_rule VARCHAR, -- How the name met the catalogue: exact, effort (words of reasoning effort left out), preview (and preview, instruct); NULL = no match
    catalogue_model VARCHAR, -- Name in the catalogue
    catalogue_source VARCHAR, -- Catalogue
    released_on DATE, -- Release: of the board where it names one, else of the catalogue
    licence VARCHAR, -- As the catalogue spells it, else as the board
    price_in_usd_per_mtok DOUBLE, -- US dollars per million input tokens
    price_out_usd_per_mtok DOUBLE, -- US dollars per million output tokens
    price_blended_usd_per_mtok DOUBLE, -- (3 x input + output) / 4
    parameters_total_b DOUBLE, -- Billions
    parameters_active_b DOUBLE, -- Billions
    model_id VARCHAR, -- Hub id of the same lab whose name meets the same rules and is the only one; NULL = none, or several
    tier TINYINT, -- Openness tier of that Hub id
    downloads_30d BIGINT -- Its 30-day downloads at its last reading
);

CREATE TABLE mart_gap_record ( -- Each record of one side, and when the other side stood there
    source VARCHAR NOT NULL, -- Source of the scores
    yardstick VARCHAR NOT NULL, -- Yardstick or scale: never join two
    clock VARCHAR NOT NULL, -- release (models of the newest board by day of release), board (best of each board by day of the board)
    side VARCHAR NOT NULL, -- Whose record: closed, open
    model VARCHAR NOT NULL, -- Record holder
    record_on DATE NOT NULL, -- Day of the record
    score DOUBLE NOT NULL, -- Its score
    other_model VARCHAR, -- First model of the other side with at least that score
    other_on DATE, -- Its day
    lag_days INTEGER, -- Days that open stands behind closed; of a censored one so far; negative = open came first; NULL = closed never stood there
    state VARCHAR NOT NULL, -- matched, waiting (not matched by as_of), at_least (the closed model stood there before the first board), ahead (open record above all closed)
    as_of DATE NOT NULL -- Last day of the yardstick
);

CREATE TABLE mart_gap_lag ( -- Months between closed and open: Kaplan-Meier medians of the lags
    source VARCHAR NOT NULL, -- Source of the scores
    yardstick VARCHAR NOT NULL, -- Yardstick or scale
    clock VARCHAR NOT NULL, -- release, board
    direction VARCHAR NOT NULL, -- forward (from each closed record), backward (from each open record)
    as_of DATE NOT NULL, -- Last day of the yardstick
    records INTEGER NOT NULL, -- Records counted
    matched INTEGER NOT NULL, -- Of these, lags that have ended
    undated INTEGER NOT NULL, -- Models of the board left out for want of a day of release
    median_days DOUBLE, -- Kaplan-Meier median; NULL = more than half have not ended
    low_days DOUBLE, -- Lower end of the bootstrap band of 90 %; NULL = not reached
    high_days DOUBLE -- Upper end; NULL = not reached
);

CREATE TABLE mart_small_frontier ( -- Fewest parameters of an open model that reached a score, step by step
    source VARCHAR NOT NULL, -- Source of the scores
    yardstick VARCHAR NOT NULL, -- Yardstick
    as_of DATE NOT NULL, -- Date of the board
    basis VARCHAR NOT NULL, -- total, active: which parameters are counted
    score_from DOUBLE NOT NULL, -- Score reached
    released_on DATE NOT NULL, -- Day the smaller model was released
    model VARCHAR NOT NULL, -- Model
    score DOUBLE NOT NULL, -- Its own score
    parameters_b DOUBLE NOT NULL, -- Billions
    steps INTEGER NOT NULL, -- Models of this frontier
    halving_days DOUBLE, -- ln 2 / slope of ln(parameters) on days; NULL = fewer than three steps
    halving_low_days DOUBLE, -- Lower end of the band of 90 %
    halving_high_days DOUBLE, -- Upper end; NULL = the slope may be nought
    sized INTEGER NOT NULL, -- Open models of the board with day and size
    unsized INTEGER NOT NULL -- Open models of the board without one of them
);

CREATE VIEW board_best AS ( -- Best model of each side on each board: monthly records, and every yardstick scored on three days or more
    SELECT
        source, -- Source of the board
        scale, -- Scale of the scores: two are never joined
        as_of, -- Day of the board
        side, -- open (weights published), closed
        best_model AS model, -- Best model of that side
        best_score AS score, -- Its score
        n_models AS models -- Models of that side on the board
    FROM board_record
    UNION ALL
    SELECT source, yardstick, as_of, CASE WHEN is_open THEN 'open' ELSE 'closed' END, arg_max(model, score), max(score), count(*)
    FROM benchmark_score
    WHERE is_open IS NOT NULL AND (source, yardstick) IN (
        SELECT (source, yardstick) FROM benchmark_score GROUP BY source, yardstick HAVING count(DISTINCT as_of) >= 3
    )
    GROUP BY source, yardstick, as_of, is_open
);
