"""open_data_share: downloads of the most downloaded datasets by openness of their licence, unknown beside."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows


def test_by_hand(golden: Golden) -> None:
    # First day 600 + 200 + 200 = 1,000: 60 %, 20 %, 20 %. Second day 450 + 50 = 500: 90 %, nothing restricted, 10 %.
    result = golden(
        "open_data_share",
        {
            "mart_dataset_openness": """
                observed_on | openness   | datasets | downloads_30d
                2026-11-24  | open       | 3        | 600
                2026-11-24  | restricted | 1        | 200
                2026-11-24  |            | 4        | 200
                2026-11-25  | open       | 5        | 450
                2026-11-25  |            | 1        | 50
            """
        },
    )
    assert rows(result, "snapshot_date", "side", "datasets", "downloads_30d", "share") == [
        (date(2026, 11, 24), "open", 3, 600, 0.6),
        (date(2026, 11, 24), "restricted", 1, 200, 0.2),
        (date(2026, 11, 24), "unknown", 4, 200, 0.2),
        (date(2026, 11, 25), "open", 5, 450, 0.9),
        (date(2026, 11, 25), "restricted", 0, 0, 0.0),
        (date(2026, 11, 25), "unknown", 1, 50, 0.1),
    ]
    assert result.headline() == "Openly licensed data carry 90% of the downloads of the Hub's top datasets"
    assert (result.note() or "").endswith("Of the 6 datasets listed. Restricted: 0%; no licence that can be read: 10%.")


def test_a_side_that_was_not_counted_stays_unknown(golden: Golden) -> None:
    table = (
        "observed_on | openness | datasets | downloads_30d\n2026-11-24 | open | 1 |\n2026-11-24 | restricted | 1 | 5"
    )
    result = golden("open_data_share", {"mart_dataset_openness": table})
    assert rows(result, "side", "share")[0] == ("open", None)


def test_without_a_live_reading_it_says_so(golden: Golden) -> None:
    result = golden("open_data_share", {})
    assert (result.table.num_rows, result.headline()) == (0, "No live reading of data licences yet")
