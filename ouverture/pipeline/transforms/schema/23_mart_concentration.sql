-- How downloads are shared out, who leads and for how long.

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
