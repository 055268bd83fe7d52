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


def test_a_single_model_that_moves_the_total_is_named(golden: Golden) -> None:
    # One model falls from 600 to 450: 150 of 1,200 downloads is more than a twentieth.
    mover = """
        run_id | snapshot_date | before_date | model_id  | downloads_before | downloads_after
        sep    | 2025-09-07    | 2025-08-07  | meta/fell | 600              | 450
    """
    finding = golden("country_history", TABLES | {"mart_mover": mover}).finding
    assert finding is not None
    assert (finding.case, finding.values["model"]) == ("one_model", "meta/fell")
