-- Rules that marts, views, metrics and claims share, each said once: macros that every reader of the file can call.

-- Whether models of a task scope are among the tasks asked for: 'generative', or 'all'.
CREATE MACRO of_tasks(tasks, task_scope) AS (tasks = 'all' OR task_scope = tasks);

-- Whether they count on the basis asked for: 'raw', or 'adjusted', which leaves out what is `excluded`.
CREATE MACRO on_basis(basis, excluded) AS (basis = 'raw' OR NOT excluded);

-- Both.
CREATE MACRO counts_for(basis, tasks, excluded, task_scope) AS on_basis(basis, excluded) AND of_tasks(tasks, task_scope);

-- Whether rows are of the source asked for; 'auto' asks for all.
CREATE MACRO of_source(asked, source) AS (asked = 'auto' OR source = asked);

-- The lowest tier that a reader calls open: any weights, permissive, with code, with data.
CREATE MACRO least_tier(threshold) AS list_position(['any', 'permissive', 'code', 'data'], threshold);

-- The side of it on which a tier stands.
CREATE MACRO side_of(tier, lowest) AS CASE WHEN tier IS NULL THEN 'unknown' WHEN tier >= lowest THEN 'open' ELSE 'restricted' END;

-- The place of a size class among them, smallest first.
CREATE MACRO size_place(size_class) AS list_position(['<1B', '1-7B', '7-30B', '30-100B', '>=100B'], size_class);

-- How far two sources may differ on a day that both describe for their lines to be drawn as one.
CREATE MACRO joint_tolerance() AS 0.05;

-- Aggregate: the part of a sum that is of some rows; 0 where none are, NULL where nothing is known.
CREATE MACRO part_of(amount, of_these) AS coalesce(sum(amount) FILTER (of_these), 0) / nullif(sum(amount), 0);

-- Aggregate: the model whose downloads changed most between two readings, with both counts.
CREATE MACRO largest_change(model_id, downloads_before, downloads_after) AS arg_max(
    {'model_id': model_id, 'before': downloads_before, 'after': downloads_after}, abs(downloads_after - downloads_before));

-- Aggregate: how many organisations of lists entered and did not leave again.
CREATE MACRO entered_and_stayed(entered, departed) AS len(list_filter(
    list_distinct(flatten(list(entered))), lambda o: NOT list_contains(flatten(list(departed)), o)));

-- Flags of a reading, with the gap where the one before it is too many days back.
CREATE MACRO flags_and_gap(flags, days_since_previous, gap_days) AS
    nullif(concat_ws(' ', flags, CASE WHEN days_since_previous > gap_days THEN 'gap' END), '');

-- Aggregate: the sources of rows, each once, where a row may name several with a plus.
CREATE MACRO sources_of(source) AS array_to_string(list_sort(list_distinct(string_split(string_agg(source, '+'), '+'))), '+');

-- Whether a board counts votes of people: Arena's, as read live (arena/…) or by the panel.
CREATE MACRO by_votes(yardstick) AS (regexp_matches(yardstick, '^arena[-/]') OR yardstick IN ('elo-online', 'bradley-terry'));

-- Price of three tokens of input and one of output.
CREATE MACRO blended_price(price_in, price_out) AS (3 * price_in + price_out) / 4;

-- Which way a figure went, by at least what counts as a change.
CREATE MACRO direction_of(change, slightest) AS CASE WHEN change >= slightest THEN 'rises' WHEN change <= -slightest THEN 'falls' ELSE 'flat' END;

-- Whether half of the leaders are passed within so many days; NULL where the band of the half-life lies on both sides.
CREATE MACRO passed_within(days, low_days, high_days) AS CASE WHEN high_days < days THEN TRUE WHEN low_days > days THEN FALSE END;

-- Whether so many downloads are of models whose count is missing that a sum is partial: this part of it, and more than none.
CREATE MACRO lacks_counts(uncounted, counted, part) AS uncounted > 0 AND uncounted >= part * (counted + uncounted);
