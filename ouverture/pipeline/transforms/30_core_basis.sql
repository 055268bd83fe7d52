-- The ways in which marts count models: raw or adjusted, all tasks or generative ones.

CREATE OR REPLACE TEMP TABLE basis_and_tasks AS
FROM (VALUES (1, 'raw', 'all'), (2, 'raw', 'generative'), (3, 'adjusted', 'all'), (4, 'adjusted', 'generative')) v (view_no, basis, tasks);
