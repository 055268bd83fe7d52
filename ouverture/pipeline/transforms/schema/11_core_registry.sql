-- What the registry states.

CREATE TABLE lab ( -- Labs, packagers and communities of the registry
    lab_id VARCHAR PRIMARY KEY, -- Registry key
    name VARCHAR NOT NULL, -- Display name
    country VARCHAR, -- ISO 3166-1 alpha-2 of its head office
    parent VARCHAR, -- Owning company, where it is another
    parent_country VARCHAR, -- ISO 3166-1 alpha-2 of the parent's head office
    founders_country VARCHAR, -- Country of its founders, where it is another than the head office's; NULL = the same, or not told
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

-- The clause of a licence, by its columns, that stands in the way of somebody with these answers: commercial, eu, users,
-- training; else licence (none that can be resolved), clause (one asked about is not known), terms (limits, none of them met)
-- or none.
CREATE MACRO clause_met(
    tier, commercial_use, no_eu, no_eu_link, max_monthly_users, train_other_models,
    for_commerce, in_eu, monthly_users, for_training, pipeline_tag, multimodal
) AS CASE
    WHEN tier IS NULL THEN 'licence'
    WHEN for_commerce AND NOT commercial_use THEN 'commercial'
    WHEN in_eu AND (no_eu OR (no_eu IS NULL AND no_eu_link IS NOT NULL AND list_contains(multimodal, pipeline_tag))) THEN 'eu'
    WHEN monthly_users > max_monthly_users THEN 'users'
    WHEN for_training AND NOT train_other_models THEN 'training'
    WHEN tier = 1 AND ((for_commerce AND commercial_use IS NULL)
        OR (in_eu AND no_eu IS NULL AND no_eu_link IS NOT NULL AND pipeline_tag IS NULL)
        OR (for_training AND train_other_models IS NULL)) THEN 'clause'
    WHEN tier = 1 THEN 'terms'
    ELSE 'none' END;

-- Its place among several, the strictest first; and what it leaves to the reader.
CREATE MACRO clause_place(why) AS
    list_position(['commercial', 'eu', 'users', 'training', 'licence', 'clause', 'terms', 'gated', 'none'], why);
CREATE MACRO clause_verdict(why) AS CASE
    WHEN why = 'none' THEN 'free' WHEN why IN ('terms', 'gated') THEN 'conditions' WHEN why IN ('licence', 'clause') THEN 'unknown'
    ELSE 'refused' END;

-- Of each `model` the clause that decides. `bound` are the licences that bind it, a row each, by `key`, its own and its base's, with
-- its pipeline_tag, gated and tier: the strictest of them; else access by hand; else, with a tier below its licence's or none,
-- something that is not read here.
CREATE MACRO deciding_clause(bound, for_commerce, in_eu, monthly_users, for_training, multimodal) AS TABLE
    SELECT b.model, b.key, l.name,
        clause_met(
            l.tier, l.commercial_use, l.no_eu, l.no_eu_link, l.max_monthly_users, l.train_other_models,
            for_commerce, in_eu, monthly_users, for_training, b.pipeline_tag, multimodal
        ) AS met,
        CASE WHEN met <> 'none' THEN met WHEN b.gated = 'manual' THEN 'gated' WHEN b.tier >= least_tier('permissive') THEN 'none' ELSE 'licence' END AS why,
        clause_verdict(why) AS verdict,
        why = 'licence' AND coalesce(l.tier >= least_tier('permissive'), FALSE) AS silent,  -- what leaves it unknown is no clause of this licence
        CASE WHEN NOT silent THEN l.limits END AS clause,
        CASE WHEN NOT silent THEN l.limits_fr END AS clause_fr,
        CASE WHEN silent THEN NULL WHEN met = 'eu' THEN coalesce(l.no_eu_link, l.link) ELSE l.link END AS link
    FROM query_table(bound) b
    LEFT JOIN licence l ON l.licence = b.key
    QUALIFY row_number() OVER (PARTITION BY b.model ORDER BY clause_place(met), b.key) = 1;

CREATE TABLE openness_evidence ( -- Openness components, each with its evidence
    subject VARCHAR NOT NULL, -- Model family of the registry, or system of an index
    lab_id VARCHAR, -- Lab, where known
    component VARCHAR NOT NULL, -- weights, licence, architecture, inference_code, training_code, pretraining_data, posttraining_data, paper, model_card, data_card, or a dimension of the index
    value VARCHAR NOT NULL, -- open, partial, closed
    link VARCHAR, -- Evidence
    checked_on DATE, -- Day of the judgement
    source VARCHAR NOT NULL, -- registry or the index's name
    PRIMARY KEY (source, subject, component)
);

CREATE TABLE claim ( -- Sentences and figures of the public debate
    claim_id VARCHAR PRIMARY KEY, -- Key
    claim VARCHAR NOT NULL, -- The sentence, English
    claim_fr VARCHAR, -- The sentence, French; NULL for published figures kept in the language of their source
    figure DOUBLE, -- Published figure
    unit VARCHAR, -- Its unit
    as_of VARCHAR, -- Year, month or day as published or said
    speaks_from DATE, -- First day of which it speaks
    speaks_until DATE, -- Last day of which it speaks; NULL = it goes on
    who VARCHAR, -- Who says so
    who_fr VARCHAR, -- The same, French; NULL where it is a name
    kind VARCHAR, -- primary, secondary; debate = a sentence of the public debate from the registry
    missing_en VARCHAR, -- What a test would need beyond what the sources here hold, English
    missing_fr VARCHAR, -- The same, French
    metric VARCHAR, -- Metric whose chart shows the rows behind the test; NULL for published figures and where no rows test it
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
    needs VARCHAR NOT NULL, -- What the claim needs of the figure beside what it is held against: more, at_least, less, at_most, near (how near, the rule says); nothing = it is only the nearest figure
    holds BOOLEAN, -- The claim holds under this definition; NULL = it decides nothing
    since DATE, -- First day of the evidence, where it spans time
    measured_on DATE, -- Day of the figure, the last of the evidence
    inside BOOLEAN, -- The evidence lies in the days of which the claim speaks; outside of them it decides nothing
    source VARCHAR, -- Source of the figure
    PRIMARY KEY (claim_id, place)
);

CREATE TABLE event ( -- Dated events worth a mark on a time axis
    event_id VARCHAR PRIMARY KEY, -- Key
    event_on DATE NOT NULL, -- Day
    kind VARCHAR NOT NULL, -- release, counter_incident, policy, partnership
    lab_id VARCHAR, -- Lab concerned
    source VARCHAR, -- Reading source concerned, for counter incidents
    title_en VARCHAR NOT NULL, -- English
    title_fr VARCHAR NOT NULL, -- French
    link VARCHAR -- Evidence
);

CREATE TABLE naming_word ( -- Words of a model's name that say it is repackaged or derived, where no relation to a base is declared
    word VARCHAR PRIMARY KEY, -- Stands alone between - _ . or / in the name in lower case
    form VARCHAR NOT NULL, -- Form: gguf, awq, onnx, adapter, merge, ...
    role VARCHAR NOT NULL -- quantized (fewer bits), converted (another runtime), derived (other weights)
);

CREATE TABLE transparency_score ( -- Foundation Model Transparency Index, unchanged
    edition VARCHAR NOT NULL, -- Year of the edition; the indicators of 2025 differ from those of 2023 and 2024
    published_on DATE NOT NULL, -- When the edition appeared; of an edition that the registry does not know, the first of its month
    developer VARCHAR NOT NULL, -- Developer as the index names it; the lab's name where the registry holds the score
    lab_id VARCHAR, -- Lab; for a joint model, the project that made it; NULL = not in the registry
    score INTEGER NOT NULL, -- Points of 100
    link VARCHAR NOT NULL, -- Evidence
    source VARCHAR NOT NULL, -- registry (copied by hand), fmti (read from the index's repository, which replaces the edition)
    PRIMARY KEY (edition, developer)
);

CREATE TABLE promise ( -- What labs said they would open, and whether they did
    promise_id VARCHAR PRIMARY KEY, -- Key
    lab_id VARCHAR NOT NULL, -- Lab
    announced_on DATE NOT NULL, -- When it was said
    what_en VARCHAR NOT NULL, -- What was promised, English
    what_fr VARCHAR NOT NULL, -- The same, French
    due_on DATE, -- Last day first named; NULL = none was named
    postponed INTEGER NOT NULL, -- Times it was put off after that
    postponed_link VARCHAR, -- Where that was said, the last time
    delivered_on DATE, -- When it was kept; NULL = no delivery known to us
    link VARCHAR NOT NULL, -- Where it was said
    delivered_link VARCHAR -- Where the delivery can be seen
);

CREATE TABLE correction ( -- What we published and have corrected since, with what stood before
    correction_id VARCHAR PRIMARY KEY, -- Key
    corrected_on DATE NOT NULL, -- When it was corrected
    claim_id VARCHAR, -- Claim whose verdict turned; NULL = a figure
    metric VARCHAR NOT NULL, -- Metric whose chart shows what stands now
    what_en VARCHAR NOT NULL, -- The sentence, or what the figure is, English
    what_fr VARCHAR NOT NULL, -- The same, French
    verdict_before VARCHAR, -- Verdict before: holds, fails, depends, cannot_be_tested
    verdict_after VARCHAR, -- Verdict now
    figure_before DOUBLE, -- Figure before, in the unit
    figure_after DOUBLE, -- Figure now
    unit VARCHAR, -- times, points, share, downloads, models, months
    why_en VARCHAR NOT NULL, -- Why, English
    why_fr VARCHAR NOT NULL -- Why, French
);

CREATE TABLE exclusion ( -- Repositories left out of adjusted figures, with the reason
    pattern VARCHAR PRIMARY KEY, -- Glob over model ids
    reason_en VARCHAR NOT NULL, -- Why, in English
    reason_fr VARCHAR NOT NULL, -- Why, in French
    added_on DATE -- When it was put on the list
);
