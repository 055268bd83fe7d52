-- A count as a source gives it, text or number: NULL where it is no whole number from 0 up to what its kind could ever reach.
-- Ceilings are some fifty times the largest ever read, and sums of the whole Hub at them still fit 64 bits.
-- The largest seen: 172 million downloads in 30 days (microsoft/resnet-50, January 2025), 3 billion in all, 13,000 likes. Of
-- parameters, 20 trillion: some ten times the largest model whose weights were ever published.
CREATE OR REPLACE TEMP MACRO most_of(kind) AS CASE kind
    WHEN 'downloads_30d' THEN 10000000000 WHEN 'downloads_all_time' THEN 200000000000 WHEN 'likes' THEN 1000000 WHEN 'parameters' THEN 20000000000000 END;
CREATE OR REPLACE TEMP MACRO whole_of(said) AS CASE
    WHEN try_cast(said AS DOUBLE) = try_cast(said AS BIGINT) THEN try_cast(said AS BIGINT) END;
CREATE OR REPLACE TEMP MACRO plausible_count(said, kind) AS CASE
    WHEN whole_of(said) BETWEEN 0 AND most_of(kind) THEN whole_of(said) END;
