-- Evidence decides only inside the days of which a claim speaks. What spans time may begin up to a quarter before them: that is the
-- last evidence before it was said. Evidence of other days stays, beside the test, and decides nothing; nor does a nearest figure.
SET VARIABLE claim_lead_days = 92;

UPDATE claim_test t
SET inside = coalesce(
    t.measured_on BETWEEN c.speaks_from AND coalesce(c.speaks_until, 'infinity'::DATE)
        AND coalesce(t.since >= c.speaks_from - getvariable('claim_lead_days')::INTEGER, TRUE),
    FALSE)
FROM claim c
WHERE c.claim_id = t.claim_id;

UPDATE claim_test SET holds = NULL WHERE NOT inside OR needs = 'nothing';
