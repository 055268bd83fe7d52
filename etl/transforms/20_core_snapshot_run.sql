-- The ledger's row, for every run, quarantined ones too. A good run takes the place of earlier ones of its day in the series.

INSERT INTO snapshot_run BY NAME
SELECT
    getvariable('run_id') AS run_id,
    getvariable('run_seq') AS run_seq,
    getvariable('capture_id') AS capture_id,
    getvariable('source') AS source,
    getvariable('scope') AS scope,
    getvariable('listing') AS listing,
    getvariable('snapshot_date') AS snapshot_date,
    getvariable('started_at') AS started_at,
    getvariable('finished_at') AS finished_at,
    getvariable('status') AS status,
    getvariable('reason') AS reason,
    getvariable('status') <> 'quarantined' AS in_series,
    s.* EXCLUDE (days_since_previous)
FROM run_summary s;
