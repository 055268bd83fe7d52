-- The table of sources, and the rules that ask it: no transform, mart or metric names a source that these can tell.

CREATE TABLE source ( -- Sources of the numbers, as data/registry/sources.toml lists them
    name VARCHAR PRIMARY KEY, -- Name in the columns `source` and in the ids of captures
    kind VARCHAR NOT NULL, -- readings (the live Hub), archive (days of the past), web (facts around the readings), panel (data/reference), registry (our own statements)
    priority INTEGER NOT NULL, -- Place in the order of trust: of several readings of one day the first counts
    within VARCHAR, -- Source whose captures bring its rows; NULL = it is captured itself, or none of ours
    label_en VARCHAR NOT NULL, -- What it is called on the screen, English
    label_fr VARCHAR NOT NULL, -- The same, French
    credit_en VARCHAR NOT NULL, -- Credit line, English; {as_of} is the last day of its rows in an answer, what stands in brackets is left out without one
    credit_fr VARCHAR NOT NULL, -- The same, French
    licence VARCHAR NOT NULL, -- Terms of its data
    link VARCHAR, -- Page about it
    aliases VARCHAR[] NOT NULL, -- Other spellings of it in rows
    listing VARCHAR, -- Of sources of readings: organisations (totals hold) or ranking (never summed)
    dated_attributes BOOLEAN NOT NULL, -- Its readings say what each model is on that day
    names_repositories BOOLEAN NOT NULL, -- What it calls a model is the model's repository on the Hub
    by_provider BOOLEAN NOT NULL, -- Its catalogue lists a model once for each provider that hosts it
    address VARCHAR, -- Base address where it is asked
    address_variable VARCHAR, -- Environment variable that replaces it
    key_variable VARCHAR, -- Environment variable of the key without which it is passed over; NULL = it needs none
    essential BOOLEAN NOT NULL, -- A snapshot in which it fails ends there
    on_request BOOLEAN NOT NULL, -- Asked only when named
    every_hours INTEGER, -- How often it is asked; NULL = by no snapshot
    late_hours INTEGER, -- After so many hours without a good answer it is late; NULL = never
    brings VARCHAR[] NOT NULL -- Tables that its rows go into
);

CREATE MACRO kind_of(asked) AS (SELECT map_from_entries(list((s.name, s.kind))) FROM source AS s)[asked]; -- Kind of the source of that name; NULL for a name that the table does not have
CREATE MACRO live_source() AS (SELECT s.name FROM source AS s WHERE s.kind = 'readings'); -- The one source of live readings
CREATE MACRO own_source() AS (SELECT s.name FROM source AS s WHERE s.kind = 'registry'); -- The source of our own statements
CREATE MACRO bringer_of(brought) AS (SELECT min(s.name) FROM source AS s WHERE s.kind = 'web' AND list_contains(s.brings, brought)); -- The web source that brings a table
CREATE MACRO priority_of(asked) AS list_position((SELECT list(s.name ORDER BY s.priority) FROM source AS s WHERE s.listing IS NOT NULL), asked); -- Place of a source of readings in the order of trust
