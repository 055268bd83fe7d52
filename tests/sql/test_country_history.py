"""country_history: shares as read, and like for like from the last reading back."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

AUGUST, SEPTEMBER = date(2025, 8, 7), date(2025, 9, 7)

# August: United States 600, China 300, Emirates 100. September 500, 500, 100 and France 100, new to the list.
# Of September's 1,200, 450 + 500 + 100 = 1,050 (87.5 %) are of models that August lists too, with 600, 400 and 100 then.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        aug    | 1       | 2025-08-07    |
        sep    | 2       | 2025-09-07    | aug
    """,
    "mart_country": """
        run_id | snapshot_date | publisher_origin | base_origin | parent_origin | base | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
        aug    | 2025-08-07    | US               | US          | US            | none | 1      | 600           |                      |
        aug    | 2025-08-07    | CN               | CN          | CN            | none | 1      | 300           |                      |
        aug    | 2025-08-07    | AE               | AE          | AE            | none | 1      | 100           |                      |
        sep    | 2025-09-07    | US               | US          | US            | none | 2      | 500           | 450                  | 600
        sep    | 2025-09-07    | CN               | CN          | CN            | none | 1      | 500           | 500                  | 400
        sep    | 2025-09-07    | AE               | AE          | AE            | none | 1      | 100           | 100                  | 100
        sep    | 2025-09-07    | FR               | FR          | FR            | none | 1      | 100           |                      |
    """,
}


def test_raw_and_like_for_like_shares(golden: Golden) -> None:
    # Carried back: United States 500 * 600 / 450 = 666.67, China 500 * 400 / 500 = 400, Emirates 100: of 1,166.67.
    # France cannot be followed: in September the three share 500, 500, 100 of 1,100.
    result = golden("country_history", TABLES)
    assert rows(result, "origin", "snapshot_date", "share", "share_like_for_like") == [
        ("CN", AUGUST, 0.3, 0.342857),
        ("CN", SEPTEMBER, 0.416667, 0.454545),
        ("US", AUGUST, 0.6, 0.571429),
        ("US", SEPTEMBER, 0.416667, 0.454545),
        ("AE", AUGUST, 0.1, 0.085714),
        ("AE", SEPTEMBER, 0.083333, 0.090909),
        ("FR", SEPTEMBER, 0.083333, None),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["country"], finding.confidence) == ("rose", "US", "low")
    assert (round(finding.values["before"], 4), round(finding.values["after"], 4)) == (0.5714, 0.4545)
    assert (finding.values["measured"], round(finding.values["listed"], 4)) == (0.6, 0.4167)
    assert result.headline() == "United States moves most: 42% of downloads, September 2025"


def test_a_single_model_that_moves_the_total_is_named(golden: Golden) -> None:
    # One model falls from 600 to 450: 150 of 1,200 downloads is more than a twentieth.
    mover = """
        run_id | snapshot_date | before_date | model_id  | downloads_before | downloads_after
        sep    | 2025-09-07    | 2025-08-07  | meta/fell | 600              | 450
    """
    finding = golden("country_history", TABLES | {"mart_mover": mover}).finding
    assert finding is not None
    assert (finding.case, finding.values["model"]) == ("one_model", "meta/fell")
    machine = mover.replace("downloads_after", "downloads_after | excluded").replace("| 450", "| 450 | true")
    result = golden("country_history", TABLES | {"mart_mover": machine})
    assert result.headline() == "Models from United States: 42% of downloads; machine traffic weighs"


def test_missing_counts_move_no_earlier_share(golden: Golden) -> None:
    # October: half of China's models, 250 in September, come without a count; the other half stays at 250. Like for like it
    # stays at 500 of 1,000, where as read it has 250 of 750; compared are 750 of 750 + 250, 75 %: chains start in October.
    quarter = {
        "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id | uncounted_share
        aug    | 1       | 2025-08-07    |                 |
        sep    | 2       | 2025-09-07    | aug             | 0
        oct    | 3       | 2025-10-07    | sep             | {share}
    """,
        "mart_country": """
        run_id | snapshot_date | publisher_origin | base_origin | parent_origin | base | models | downloads_30d | uncounted_downloads_30d | common_downloads_30d | common_downloads_30d_before
        aug    | 2025-08-07    | US               | US          | US            | none | 1      | 500           | 0                       |                      |
        aug    | 2025-08-07    | CN               | CN          | CN            | none | 1      | 250           | 0                       |                      |
        sep    | 2025-09-07    | US               | US          | US            | none | 1      | 500           | 0                       | 500                  | 500
        sep    | 2025-09-07    | CN               | CN          | CN            | none | 1      | 500           | 0                       | 500                  | 250
        oct    | 2025-10-07    | US               | US          | US            | none | 1      | 500           | 0                       | 500                  | 500
        oct    | 2025-10-07    | CN               | CN          | CN            | none | 1      | {now}           | {missing}                     | {now}                  | {now}
    """,
    }
    # With 100 of China's 500 missing, 900 of 1,000 are compared (90 %): China 250, 500, 500 of 750, 1,000, 1,000 like for like.
    tables = {name: text.format(share=0.1, now=400, missing=100) for name, text in quarter.items()}
    result = golden("country_history", tables)
    china = [row[1:] for row in rows(result, "origin", "share", "share_like_for_like", "flags") if row[0] == "CN"]
    assert china == [(0.333333, 0.333333, None), (0.5, 0.5, None), (0.444444, 0.5, "partial")]
    assert result.finding is not None
    assert result.finding.as_of == SEPTEMBER
    # With 250 missing, 75 % are compared: nothing before October compares with it.
    tables = {name: text.format(share=0.25, now=250, missing=250) for name, text in quarter.items()}
    assert [row[1] for row in rows(golden("country_history", tables), "origin", "share_like_for_like")][:2] == [
        None,
        None,
    ]
