-- The closed side: installs, catalogues, boards, notable models.

CREATE TABLE package_downloads ( -- Installs of SDKs and runtimes
    registry VARCHAR NOT NULL, -- pypi, npm
    package VARCHAR NOT NULL, -- Package
    side VARCHAR NOT NULL, -- closed_api (client of a hosted model), open_runtime (runs models you hold), other
    lab_id VARCHAR, -- Lab, where the registry names one
    observed_on DATE NOT NULL, -- Day counted; of a window of several days the day its list was published
    window_days INTEGER NOT NULL, -- Days counted: 1 in daily counts, 22 to 31 in the panel's lists
    counts VARCHAR, -- What is counted: pip (downloads by pip alone), all installers (mirrors included), all installers, without mirrors; a change is a break
    downloads BIGINT, -- Downloads in the window; NULL = not counted; build servers and repeated installs are in it
    source VARCHAR NOT NULL, -- Source
    PRIMARY KEY (registry, package, observed_on, window_days, source)
);

CREATE VIEW package_window AS ( -- Installs by list: the panel's, and daily counts in whole blocks of 30 days back from the newest day that all packages have. Rates of one stretch compare
    WITH listed AS (
        SELECT source, registry, package, side, lab_id, observed_on, window_days, counts, downloads
        FROM package_downloads
        WHERE window_days > 1
        UNION ALL
        SELECT source, registry, package, any_value(side), any_value(lab_id), newest - 30 * block, 30, any_value(counts),
            CASE WHEN count(downloads) = 30 THEN sum(downloads)::BIGINT END
        FROM (
            SELECT d.*, n.newest, ((n.newest - d.observed_on) // 30)::INTEGER AS block
            FROM package_downloads d
            JOIN ( -- a package that was not counted for a week holds no other up
                SELECT source, registry, min(last_on) AS newest
                FROM (
                    SELECT source, registry, package, max(observed_on) FILTER (downloads IS NOT NULL) AS last_on
                    FROM package_downloads WHERE window_days = 1
                    GROUP BY source, registry, package
                    QUALIFY last_on >= max(last_on) OVER (PARTITION BY source, registry) - 7
                )
                GROUP BY source, registry
            ) n USING (source, registry)
            WHERE d.window_days = 1 AND d.observed_on <= n.newest
        )
        GROUP BY source, registry, package, newest, block
        HAVING count(*) = 30
    ), list AS ( -- months of 28 to 31 days are met by rates; a window that changes by more than a fifth is another count
        SELECT source, registry, observed_on, min(window_days) AS window_days, min(counts) AS counts,
            lag(min(observed_on)) OVER before IS NOT NULL AND (
                lag(min(counts)) OVER before IS DISTINCT FROM min(counts)
                OR abs(min(window_days) / lag(min(window_days)) OVER before - 1) > 0.2
            ) AS is_break
        FROM listed
        GROUP BY source, registry, observed_on
        WINDOW before AS (PARTITION BY source, registry ORDER BY observed_on)
    ), stretch AS (
        SELECT source, registry, observed_on, is_break,
            coalesce(
                max(observed_on) FILTER (is_break) OVER (PARTITION BY source, registry ORDER BY observed_on),
                min(observed_on) OVER (PARTITION BY source, registry)
            ) AS counted_from
        FROM list
    )
    SELECT
        source, -- Source: windows of two sources are never joined
        registry, -- pypi, npm
        package, -- Package
        side, -- closed_api, open_runtime, other
        lab_id, -- Lab, where the registry names one
        observed_on, -- Day of the list, or last day of the block
        window_days, -- Days that the count covers
        counts, -- What is counted, as in package_downloads
        downloads, -- Downloads in the window; NULL = a day of the block was not counted
        downloads / window_days AS downloads_per_day, -- Downloads a day: what compares, inside one stretch
        counted_from, -- First list of the stretch: all of one stretch count the same; two stretches never compare
        is_break -- The first list of a stretch that follows another: what is counted changed, or the window by more than a fifth
    FROM listed JOIN stretch USING (source, registry, observed_on)
);

CREATE TABLE router_tokens ( -- Tokens that one router of developers (OpenRouter) passed on, by day and model. Days of the panel are samples: never add them to a month
    observed_on DATE NOT NULL, -- Day, UTC
    model_slug VARCHAR NOT NULL, -- The router's name of the model, untouched (:free, :beta, :thinking are rows of their own); other = all below the first 50
    total_tokens BIGINT NOT NULL, -- Tokens of prompts and answers, each maker's by its own tokenizer
    is_other BOOLEAN NOT NULL, -- The row of all models below the first 50
    source VARCHAR NOT NULL, -- Source
    via VARCHAR, -- Archive from which the panel has it; NULL = read live
    PRIMARY KEY (observed_on, model_slug)
);

CREATE TABLE router_model ( -- What the models of router_tokens are: whose, and whether their weights can be downloaded
    model_slug VARCHAR PRIMARY KEY, -- The router's name of the model
    lab VARCHAR, -- Who made it, as written by the source; NULL = not told
    lab_id VARCHAR, -- Lab of the registry
    open_weights BOOLEAN, -- Weights can be downloaded, under any terms; NULL = unknown, or a model under a cover name
    evidence VARCHAR, -- Hub repository, closed product, stealth, unknown
    open_from DATE, -- Day on which weights were published, where that was after the model came to the router: before it is closed
    source VARCHAR NOT NULL -- Source
);

CREATE VIEW routed AS ( -- Tokens routed on a day, with what is known of each model on that day
    WITH slug AS (
        SELECT DISTINCT model_slug, regexp_replace(regexp_replace(model_slug, ':[a-z]+$', ''), '-20[0-9]{6}$', '') AS stem,
            split_part(model_slug, '/', 1) AS maker
        FROM router_tokens WHERE NOT is_other
    ), known AS (
        SELECT *, regexp_replace(regexp_replace(model_slug, ':[a-z]+$', ''), '-20[0-9]{6}$', '') AS stem FROM router_model
    ), stem AS ( -- a dated name or an offer of a known model: where all known names of the model say the same
        SELECT stem, any_value(open_weights) AS open_weights, any_value(evidence) AS evidence, any_value(open_from) AS open_from
        FROM known GROUP BY stem
        HAVING count(open_weights) = count(*) AND count(DISTINCT open_weights) = 1 AND count(DISTINCT open_from) <= 1
    ), maker AS (
        SELECT split_part(model_slug, '/', 1) AS maker, any_value(lab) AS lab, any_value(lab_id) AS lab_id FROM router_model
        GROUP BY ALL HAVING count(DISTINCT lab) = 1
    ), told AS (
        SELECT s.model_slug,
            CASE WHEN k.model_slug IS NULL THEN m.lab ELSE k.lab END AS lab,
            CASE WHEN k.model_slug IS NULL THEN m.lab_id ELSE k.lab_id END AS lab_id,
            CASE WHEN k.model_slug IS NULL THEN f.open_weights ELSE k.open_weights END AS open_weights,
            coalesce(k.evidence, f.evidence, 'unknown') AS evidence,
            CASE WHEN k.model_slug IS NULL THEN f.open_from ELSE k.open_from END AS open_from
        FROM slug s
        LEFT JOIN known k USING (model_slug)
        LEFT JOIN stem f ON f.stem = s.stem
        LEFT JOIN maker m ON m.maker = s.maker
    )
    SELECT
        t.source, -- Source
        t.observed_on, -- Day, UTC: never add days
        t.model_slug, -- The router's name of the model
        t.total_tokens, -- Tokens of prompts and answers, each maker's by its own tokenizer
        t.is_other, -- All models below the first 50
        m.lab, -- Who made it; NULL = not told
        m.lab_id, -- Lab of the registry
        l.country, -- Head office of that lab; NULL = unknown
        CASE WHEN m.open_weights AND t.observed_on < m.open_from THEN 'closed' WHEN m.open_weights THEN 'open'
            WHEN NOT m.open_weights THEN 'closed' END AS side, -- open (weights could be downloaded on that day), closed; NULL = unknown, a cover name, or other
        CASE WHEN t.is_other THEN 'other' ELSE m.evidence END AS evidence -- Hub repository, closed product, stealth, unknown, other
    FROM router_tokens t
    LEFT JOIN told m USING (model_slug)
    LEFT JOIN lab l ON l.lab_id = m.lab_id
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
    rule VARCHAR NOT NULL, -- alias (reviewed list), hub id (a catalogue names the repository), normalised (case, separators, vendor, full date set aside), words (in another order), effort (words of reasoning effort left out), preview (and preview, instruct, it)
    PRIMARY KEY (kind, source, name)
);

CREATE TABLE catalogue_repository ( -- Entries of catalogues that are a lab's Hub repository, by what they say or by their id: what the id says goes before the name
    source VARCHAR NOT NULL, -- Catalogue
    provider VARCHAR NOT NULL, -- Who serves it
    model_id VARCHAR NOT NULL, -- The catalogue's id
    repository VARCHAR NOT NULL, -- The lab's repository on the Hub
    canonical VARCHAR NOT NULL, -- The model that the repository holds, as in model_identity
    named VARCHAR, -- The model that the entry's name means: id and name disagree where it is another
    PRIMARY KEY (source, provider, model_id)
);

CREATE VIEW catalogue_openness AS ( -- Where providers of one catalogue disagree on whether a model's weights are open
    SELECT
        c.source, -- Catalogue
        coalesce(r.canonical, i.canonical) AS canonical, -- Model
        count(*) FILTER (c.open_weights) AS providers_open, -- Entries that say open
        count(*) FILTER (NOT c.open_weights) AS providers_closed, -- Entries that say closed
        list(DISTINCT c.provider ORDER BY c.provider) FILTER (c.open_weights) AS open_at, -- Who says open
        list(DISTINCT c.provider ORDER BY c.provider) FILTER (NOT c.open_weights) AS closed_at -- Who says closed
    FROM catalogue_current c
    JOIN model_identity i ON i.kind = 'catalogue' AND i.source = c.source AND i.name = c.name
    LEFT JOIN catalogue_repository r ON r.source = c.source AND r.provider = c.provider AND r.model_id = c.model_id
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
    n_models INTEGER, -- Names of that side on the board, as the list counted them: a model at several efforts counts each
    scale VARCHAR NOT NULL, -- Scale; levels of two scales are not comparable
    source VARCHAR NOT NULL, -- Source
    PRIMARY KEY (as_of, side)
);
