"""dataset_top: the Hub's rankings of datasets, with the openness of their licences."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_dataset": """
        dataset_id | organisation_id | licence      | openness   | observed_on | top_downloads | top_likes | downloads_30d | likes | models
        a/web      | a               | odc-by       | open       | 2026-11-24  | true          | true      | 900           | 50    | 3
        b/talk     | b               | cc-by-nc-4.0 | restricted | 2026-11-24  | true          | false     | 700           | 5     |
        c/none     | c               |              |            | 2026-11-24  | true          | true      |               | 80    |
        d/liked    | d               | mit          | open       | 2026-11-24  | false         | true      | 10            | 60    |
    """
}


def test_by_downloads(golden: Golden) -> None:
    # d/liked is not in the ranking by downloads; what was not counted comes last, never as 0.
    result = golden("dataset_top", TABLES)
    assert rows(result, "dataset_id", "side", "downloads_30d", "models") == [
        ("a/web", "open", 900, 3),
        ("b/talk", "restricted", 700, None),
        ("c/none", "unknown", None, None),
    ]
    assert result.headline() == "Most downloaded dataset: a/web, 900 downloads in 30 days"
    assert (result.note() or "").endswith(
        "Of the 3 shown, 1 carry an open licence, 1 a restricted one; 1 say nothing that can be read."
    )


def test_by_likes(golden: Golden) -> None:
    result = golden("dataset_top", TABLES, by="likes")
    assert rows(result, "dataset_id", "likes") == [("c/none", 80), ("d/liked", 60), ("a/web", 50)]
    assert result.headline() == "Most liked dataset: c/none, 80 likes"


def test_without_a_live_reading_it_says_nothing(golden: Golden) -> None:
    result = golden("dataset_top", {})
    assert (result.table.num_rows, result.finding.case, result.finding.as_of) == (0, "not_yet", None)
