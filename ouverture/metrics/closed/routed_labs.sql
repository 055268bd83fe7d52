WITH day AS (
    SELECT * FROM routed
    WHERE observed_on = (SELECT max(observed_on) FROM routed WHERE $on IS NULL OR observed_on <= $on)
), ranked AS (
    SELECT lab, row_number() OVER (ORDER BY sum(total_tokens) DESC, lab) AS place FROM day WHERE lab IS NOT NULL GROUP BY lab
), named AS (
    SELECT d.*, CASE WHEN d.is_other THEN 'below_the_list' WHEN d.lab IS NULL THEN 'maker_unknown'
        WHEN r.place > $top THEN 'smaller_labs' ELSE d.lab END AS shown, coalesce(r.place <= $top, FALSE) AS is_lab
    FROM day d LEFT JOIN ranked r USING (lab)
)
SELECT any_value(source) AS source, observed_on, shown AS lab, CASE WHEN bool_or(is_lab) THEN any_value(lab_id) END AS lab_id,
    CASE WHEN shown <> 'below_the_list' THEN count(*) END AS models,
    sum(total_tokens)::BIGINT AS total_tokens,
    sum(total_tokens) / sum(sum(total_tokens)) OVER () AS share,
    part_of(total_tokens, side = 'open') AS open_low,
    1 - part_of(total_tokens, side = 'closed') AS open_high
FROM named
GROUP BY observed_on, shown
ORDER BY bool_or(is_lab) DESC, total_tokens DESC, shown
