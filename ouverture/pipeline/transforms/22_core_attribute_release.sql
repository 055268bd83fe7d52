-- The day from which the age of each version runs: announced, where the registry knows one for any name of its model, else that
-- of its repository. `release` says it of models that are known already; here new ones have it at their first reading too.

CREATE OR REPLACE TEMP TABLE released AS
SELECT a.version, coalesce(n.announced_on, a.created_on, a.created_before_on) AS released_on
FROM attribute a LEFT JOIN announced('attribute') n USING (model_key);
