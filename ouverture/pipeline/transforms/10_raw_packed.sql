-- More records of the Hub: of pages that were packed into columns (decision 0020), one group of rows of the file at a time.
-- Each text is read once, however many days say it; the counters beside it day by day.

CREATE OR REPLACE TEMP VIEW packed_record AS
SELECT
    text_no AS place,
    CASE WHEN len(json_keys(record)) > len(list_distinct(json_keys(record))) THEN error('a record has a key twice: ' || record) END AS twice,
    unnest(from_json(record, to_json(hub_keys())::VARCHAR))
FROM packed_text
SEMI JOIN (FROM packed_row JOIN packed_page USING (capture_id, page)) USING (text_no);

INSERT INTO raw_hub_record BY NAME
SELECT
    (SELECT coalesce(max(record_no), 0) FROM raw_hub_record) + row_number() OVER () AS record_no,
    p.run_seq,
    p.page_seq,
    r.* EXCLUDE (place) REPLACE (
        coalesce(c.downloads, r.downloads_30d) AS downloads_30d,
        coalesce(c."downloadsAllTime", r.downloads_all_time) AS downloads_all_time,
        coalesce(c.likes, r.likes) AS likes,
        coalesce(c."trendingScore"::REAL, r.trending_score) AS trending_score
    )
FROM hub_record('packed_record') r
JOIN packed_row c ON c.text_no = r.place
JOIN packed_page p USING (capture_id, page);
