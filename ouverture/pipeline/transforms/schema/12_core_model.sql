-- Models of the Hub.

CREATE TABLE model ( -- One row per model, current attributes
    model_key INTEGER NOT NULL, -- Stable identity inside the warehouse: survives renames
    model_id VARCHAR NOT NULL, -- Current repository id, organisation/name (old ones have no organisation)
    hub_id VARCHAR, -- The Hub's own identity (_id); NULL for panel-only models
    organisation_id VARCHAR, -- Namespace; NULL for ids without one
    lab_id VARCHAR, -- Lab of the registry; NULL = unaffiliated
    family VARCHAR, -- Model family of the lab, by id pattern; else that of its root base
    pipeline_tag VARCHAR, -- Task on the Hub
    task_scope VARCHAR NOT NULL, -- generative, other, unknown (no task given, nor told for certain by base or family)
    task_reason VARCHAR, -- How the scope is known: stated, base:<id> (of what it is a quantisation), family:<name> (all its members that state a task agree), not stated
    library_name VARCHAR, -- Library on the Hub
    licence VARCHAR, -- Resolved licence key, lower case; NULL = unknown
    licence_raw VARCHAR, -- As the source gave it; several in the order of the alphabet, comma between: licence is the one that decides, the strictest
    gated VARCHAR, -- false, auto, manual; NULL = unknown
    tier TINYINT, -- Openness tier 1 to 4; NULL = unknown, never folded into open or closed
    tier_reason VARCHAR, -- Why this tier, e.g. licence:apache-2.0, gated:manual, evidence:OLMo, base:meta-llama/Llama-3.1-8B (stricter than its own), licence missing
    parameters BIGINT, -- Total parameters; of the base for quantised models and packed weights; NULL = unknown
    size_class VARCHAR, -- <1B, 1-7B, 7-30B, 30-100B, >=100B, of the same parameters; NULL = unknown
    size_reason VARCHAR, -- Where the parameters come from: own count, base:<id>; or why they are unknown: packed weights, not told
    base_model VARCHAR, -- First base model named
    base_relation VARCHAR, -- finetune, adapter, merge, quantized; NULL = unknown
    created_on DATE, -- Day the repository was created; NULL = unknown or only "on or before"
    created_before_on DATE, -- Set instead where the Hub pins old repositories: created on or before
    first_seen DATE NOT NULL, -- First reading
    last_seen DATE NOT NULL, -- Last reading that lists it, also one that a later reading of its day replaced
    gone_on DATE, -- First reading of its whole organisation that no longer lists it: in no series from this day on
    on_exclusion_list BOOLEAN NOT NULL, -- Whatever the reading; machine traffic is judged at each one, see mart_left_out
    exclusion_reason VARCHAR, -- English reason
    attribute_source VARCHAR NOT NULL -- hub, an archive, or the panel's metadata_source
);

CREATE TABLE model_alias ( -- Every id a model has had
    model_key INTEGER NOT NULL, -- Model
    model_id VARCHAR NOT NULL, -- Id
    first_seen DATE NOT NULL, -- First reading under this id
    last_seen DATE NOT NULL -- Last reading under this id
);

CREATE TABLE model_change ( -- Licence, gating, rename, tier, deletion, return and making anew, with dates
    model_key INTEGER NOT NULL, -- Model
    model_id VARCHAR NOT NULL, -- Id at the time
    changed_on DATE NOT NULL, -- First reading that shows it
    field VARCHAR NOT NULL, -- model_id, licence, gated, tier, gone, hub_id (made anew under its name: the Hub's id of the model that had it, and its own)
    old_value VARCHAR, -- Before
    new_value VARCHAR, -- After
    cause VARCHAR NOT NULL, -- changed; known = a tier that only became known, as a base was first read: nothing changed that day
    run_id VARCHAR NOT NULL -- Run that showed it
);

CREATE TABLE lineage ( -- Edges from a model to the model it was made from
    model_key INTEGER NOT NULL, -- Derived model
    base_model_id VARCHAR NOT NULL, -- Base, as named; an id of a repository, or what else stands there (a folder, free text): no base then
    relation VARCHAR NOT NULL, -- finetune, adapter, merge, quantized, unknown
    source VARCHAR NOT NULL -- hub or the panel's metadata_source
);

CREATE TABLE derivative_count ( -- Derivatives of bases on the whole Hub, as the Hub counts them: read for few bases (hub-derivatives), or by the panel's source
    source VARCHAR NOT NULL, -- Source
    observed_on DATE NOT NULL, -- Day
    model_id VARCHAR NOT NULL, -- Model, as named then
    derivatives INTEGER NOT NULL, -- Models that name it as their base, of any relation
    finetune INTEGER, -- Of them fine-tunes; NULL where the source does not say
    adapter INTEGER, -- Of them adapters; NULL where the source does not say
    merge INTEGER, -- Of them merges; NULL where the source does not say
    quantized INTEGER, -- Of them quantised; NULL where the source does not say
    PRIMARY KEY (source, observed_on, model_id)
);

CREATE TABLE hub_size ( -- Models on the whole Hub
    observed_on DATE NOT NULL, -- Day
    models BIGINT NOT NULL, -- Models
    source VARCHAR NOT NULL, -- Who counted
    method VARCHAR NOT NULL -- census, surviving by created_at, claim: three different lines
);
