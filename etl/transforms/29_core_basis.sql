-- The ways in which marts count models: raw or adjusted, all tasks or generative ones.

CREATE OR REPLACE TEMP TABLE basis_and_tasks AS
FROM (VALUES ('raw', 'all'), ('raw', 'generative'), ('adjusted', 'all'), ('adjusted', 'generative')) v (basis, tasks);

CREATE OR REPLACE TEMP MACRO counts_for(basis, tasks, excluded, task_scope) AS
    (basis = 'raw' OR NOT excluded) AND (tasks = 'all' OR task_scope = tasks);
