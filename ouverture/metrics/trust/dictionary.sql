/*---
title    = {en = "Data dictionary", fr = "Dictionnaire des données"}
question = {en = "What does each table and column of the warehouse mean?", fr = "Que signifie chaque table et chaque colonne de l'entrepôt ?"}
unit     = {en = "one row a column", fr = "une ligne par colonne"}
grain    = "table, column"
version  = 1
tables   = []
sources  = ["registry"]

[formula]
en = "The tables and columns of this very build, with the comments that its file carries."
fr = "Les tables et colonnes de cette version même, avec les commentaires que porte son fichier (en anglais)."

[limits]
en = [
  "Names of tables may change between versions of the software; a pinned build keeps its own.",
]
fr = [
  "Les noms de tables peuvent changer d'une version du logiciel à l'autre ; une version figée garde les siens.",
]

[columns.table]
type = "text"
label = {en = "Table", fr = "Table"}
meaning = {en = "Table or view", fr = "Table ou vue"}

[columns.column]
type = "text"
label = {en = "Column", fr = "Colonne"}
meaning = {en = "Column", fr = "Colonne"}

[columns.type]
type = "text"
label = {en = "Type", fr = "Type"}
meaning = {en = "Type in DuckDB", fr = "Type dans DuckDB"}

[columns.meaning]
type = "text"
label = {en = "Meaning", fr = "Sens"}
meaning = {en = "Comment in the file", fr = "Commentaire du fichier"}

[chart]
kind = "table"

[[changelog]]
version = 1
on = 2026-11-24
en = "First version."
fr = "Première version."
---*/
SELECT table_name AS "table", column_name AS "column", data_type AS type, comment AS meaning
FROM duckdb_columns()
WHERE NOT internal AND schema_name = 'main' AND database_name = current_database()
ORDER BY table_name, column_index
