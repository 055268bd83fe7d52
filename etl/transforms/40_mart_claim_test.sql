-- The tests of the claims are written anew by 50_claim_*.sql, one file a rule.
-- Each row is one definition: what was measured, what it is held against, and whether the claim holds by it.
DELETE FROM claim_test;
