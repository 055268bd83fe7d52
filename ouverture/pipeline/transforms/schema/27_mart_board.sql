CREATE TABLE mart_offer ( -- Hosted models of all catalogues, one row a model and lab
    canonical VARCHAR NOT NULL, -- Canonical name, as in model_identity
    model VARCHAR NOT NULL, -- Name in the catalogue, the panel's first
    lab_id VARCHAR, -- Lab of the registry
    lab VARCHAR, -- Lab as the catalogue names it
    country VARCHAR, -- Of the lab, ISO 3166-1 alpha-2
    released_on DATE, -- Release, the panel's first
    open_weights BOOLEAN, -- Weights can be downloaded: the lab's repository is on the Hub, or a catalogue of models says so, or all hosts agree; NULL = no word, or hosts disagree
    disputed BOOLEAN NOT NULL, -- Some entries say open, others closed: see catalogue_openness
    licence VARCHAR, -- As the catalogue spells it
    commercial_use BOOLEAN, -- As the catalogue reads it
    price_in_usd_per_mtok DOUBLE, -- US dollars per million input tokens, of the host with the median blended price
    price_out_usd_per_mtok DOUBLE, -- US dollars per million output tokens, of the same host
    price_blended_usd_per_mtok DOUBLE, -- (3 x input + output) / 4 of that host
    cheapest_usd_per_mtok DOUBLE, -- Lowest blended price of a host
    cheapest_host VARCHAR, -- Who asks it; NULL where the catalogue names no host
    hosts INTEGER NOT NULL, -- Entries with a price, of one catalogue
    price_source VARCHAR, -- Catalogue of the prices: a live one before the panel, of these the one with most hosts
    priced_on DATE, -- Its day
    context_tokens BIGINT, -- Longest context window offered, tokens
    parameters_total_b DOUBLE, -- Billions
    parameters_active_b DOUBLE, -- Billions
    as_of DATE, -- Newest catalogue that lists it
    source VARCHAR NOT NULL -- Catalogues that list it
);

-- Boards: best models, records and lags.

-- A board's name without words of reasoning effort at its end: one model at several efforts is one model. Max is a product's
-- name with Qwen, Medium with Mistral.
CREATE MACRO one_model(name) AS CASE
    WHEN starts_with(lower(name), 'qwen') THEN regexp_replace(lower(name), '[- ]\(?(no-)?(thinking|reasoning)(-[0-9]+k)?\)?$', '')
    WHEN starts_with(lower(name), 'mistral') THEN lower(name)
    ELSE regexp_replace(lower(name), '[- ]\(?(no-)?(thinking|reasoning|minimal|low|medium|high|xhigh|max)(-[0-9]+k)?\)?$', '') END;

CREATE TABLE mart_board_model ( -- Newest board of each yardstick, its models joined by explicit rules of name to the catalogue and the Hub
    source VARCHAR NOT NULL, -- Source of the board
    yardstick VARCHAR NOT NULL, -- Board and harness: never join two
    as_of DATE NOT NULL, -- Date of the board
    model VARCHAR NOT NULL, -- Name on the board
    lab_id VARCHAR, -- Lab of the registry
    side VARCHAR, -- open (weights published) or closed; NULL = not known
    score DOUBLE NOT NULL, -- In the unit of the yardstick
    votes BIGINT, -- Votes
    canonical VARCHAR, -- Canonical name, as in model_identity
    name_rule VARCHAR, -- Rule of model_identity by which the name met the catalogue; NULL = no match
    catalogue_model VARCHAR, -- Name in the catalogue
    catalogue_source VARCHAR, -- Catalogue
    released_on DATE, -- Release: of the board where it names one, else of the catalogue
    licence VARCHAR, -- As the catalogue spells it, else as the board
    licence_key VARCHAR, -- The licence of the registry that this spells; NULL = none known
    price_in_usd_per_mtok DOUBLE, -- US dollars per million input tokens
    price_out_usd_per_mtok DOUBLE, -- US dollars per million output tokens
    price_blended_usd_per_mtok DOUBLE, -- (3 x input + output) / 4, of the median host
    cheapest_usd_per_mtok DOUBLE, -- Blended price of the cheapest host
    hosts INTEGER, -- Hosts with a price
    parameters_total_b DOUBLE, -- Billions: of the catalogue, else of the Hub id
    parameters_active_b DOUBLE, -- Billions
    model_id VARCHAR, -- Hub id of the same canonical name and lab, where it is the only one; NULL = none, or several
    tier TINYINT, -- Openness tier of that Hub id
    downloads_30d BIGINT, -- Its 30-day downloads at its last reading
    created_on DATE, -- Day its repository was created, where not after the board: the day of release where released_on is not known
    hub_source VARCHAR -- Source of what is said of that Hub id
);

CREATE VIEW closed_on_board AS ( -- Names of closed models on the newest boards
    SELECT DISTINCT
        model -- Name on a board
    FROM mart_board_model WHERE side = 'closed'
);

CREATE TABLE mart_priced_board ( -- Of each yardstick the board nearest the newest prices, its models joined to the catalogue as in mart_board_model
    source VARCHAR NOT NULL, -- Source of the board
    yardstick VARCHAR NOT NULL, -- Board and harness: never join two
    as_of DATE NOT NULL, -- Date of the board
    model VARCHAR NOT NULL, -- Name on the board
    lab_id VARCHAR, -- Lab of the registry
    side VARCHAR, -- open (weights published) or closed; NULL = not known
    score DOUBLE NOT NULL, -- In the unit of the yardstick
    canonical VARCHAR, -- Canonical name, as in model_identity
    catalogue_model VARCHAR, -- Name in the catalogue
    catalogue_source VARCHAR, -- Catalogue
    price_blended_usd_per_mtok DOUBLE, -- (3 x input + output) / 4, of the median host
    cheapest_usd_per_mtok DOUBLE -- Blended price of the cheapest host
);

CREATE TABLE mart_yardstick ( -- Every yardstick with a board: what it can say, and which is asked first
    yardstick VARCHAR PRIMARY KEY, -- Board and harness, as in mart_board_model
    source VARCHAR NOT NULL, -- Source of the board
    as_of DATE NOT NULL, -- Date of the newest board
    board VARCHAR NOT NULL, -- Yardstick without its category
    category VARCHAR, -- Category of an Arena board as read live: overall, coding, ...
    testing VARCHAR, -- votes (of people, on what they ask), public (questions that all can see), mixed (some tests are private); NULL = not known to us
    open_models INTEGER NOT NULL, -- Models with published weights on it, one at several efforts once
    closed_models INTEGER NOT NULL, -- Models without, counted the same
    dated INTEGER NOT NULL, -- Of both sides, those with a known day of release
    priced INTEGER NOT NULL, -- Of both sides, those with a known price
    sized INTEGER NOT NULL, -- Open models of known size
    step DOUBLE NOT NULL, -- Round step of its scale: 50 points where the best score is 1000 or more, 10 from 10 on, else 0.1
    preference INTEGER NOT NULL -- Asked first where no yardstick is chosen: 0 before 1 ...; 7 categories, 8 the panel's beside the live board, 9 few models
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
    flags VARCHAR, -- estimated: no such day is told, that of its Hub repository stands for it
    model VARCHAR NOT NULL, -- Model
    score DOUBLE NOT NULL, -- Its own score
    parameters_b DOUBLE NOT NULL, -- Billions
    steps INTEGER NOT NULL, -- Models of this frontier
    halving_days DOUBLE, -- ln 2 / slope of ln(parameters) on days; NULL = fewer than three steps
    halving_low_days DOUBLE, -- Lower end of the band of 90 %
    halving_high_days DOUBLE, -- Upper end; NULL = the slope may be nought
    sized INTEGER NOT NULL, -- Open models of the board with that score or more, and with day and size
    unsized INTEGER NOT NULL -- Those without one of them
);

CREATE VIEW board_best AS ( -- Best model of each side on each board: monthly records, and every yardstick scored on three days or more
    SELECT
        source, -- Source of the board
        scale, -- Scale of the scores: two are never joined
        as_of, -- Day of the board
        side, -- open (weights published), closed
        best_model AS model, -- Best model of that side
        best_score AS score, -- Its score
        n_models AS names -- Names of that side on the board, one for each effort of a model
    FROM board_record
    UNION ALL
    SELECT source, yardstick, as_of, CASE WHEN is_open THEN 'open' ELSE 'closed' END, arg_max(model, score), max(score), count(*)
    FROM benchmark_score ANTI JOIN board_record USING (source, as_of) -- one board, one line
    WHERE is_open IS NOT NULL AND (source, yardstick) IN (
        SELECT (source, yardstick) FROM benchmark_score GROUP BY source, yardstick HAVING count(DISTINCT as_of) >= 3
    )
    GROUP BY source, yardstick, as_of, is_open
);
