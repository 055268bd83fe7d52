-- What may stand for a licence: its key, an alias, its link.

CREATE OR REPLACE TEMP TABLE licence_spelling AS
SELECT spelling, min(licence) AS licence
FROM (
    SELECT lower(alias) AS spelling, licence FROM registry_licence_alias
    UNION ALL
    SELECT lower(link), licence FROM licence
)
WHERE spelling NOT IN (SELECT licence FROM licence)
GROUP BY spelling
UNION ALL
SELECT licence, licence FROM licence;
