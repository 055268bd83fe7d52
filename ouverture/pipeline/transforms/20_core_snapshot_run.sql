-- The ledger's row, for every run, quarantined ones too. A good run takes the place of earlier ones of its day in the series.

INSERT INTO snapshot_run BY NAME
SELECT
    b.run_id,
    b.run_seq,
    b.capture_id,
    getvariable('source') AS source,
    getvariable('scope') AS scope,
    getvariable('listing') AS listing,
    b.snapshot_date,
    b.started_at,
    b.finished_at,
    getvariable('status') AS status,
    getvariable('reason') AS reason,
    getvariable('status') <> 'quarantined' AND b.may_replace AS in_series,
    b.in_totals,
    s.* EXCLUDE (run_seq, days_since_previous, lacking)
FROM batch b JOIN run_summary s USING (run_seq)
ORDER BY b.run_seq;
