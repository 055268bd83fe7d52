"""gap_months: lags of the records as the statistics count them, their medians, and the metric."""

from __future__ import annotations

from datetime import date

import duckdb

from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.statistics.gap import Entry, compute_gap, lags_of
from tests.samples.tables import fill
from tests.sql.conftest import Golden, rows


def test_lags_by_hand() -> None:
    # Closed records: 100 (1 January), 120 (1 February), 130 (1 March). Open: 105 (11 February) matches 100 after
    # 41 days; 120 (21 March) matches 120 after 48; 130 waits since 1 March, 31 days until 1 April.
    # Open records look back: 105 stood 10 days behind 120 (1 February), 120 stood 48 days behind the same.
    entries = [
        Entry("closed", date(2025, 1, 1), "c1", 100),
        Entry("closed", date(2025, 2, 1), "c2", 120),
        Entry("open", date(2025, 2, 11), "o1", 105),
        Entry("closed", date(2025, 2, 15), "no record", 110),
        Entry("closed", date(2025, 3, 1), "c3", 130),
        Entry("open", date(2025, 3, 21), "o2", 120),
    ]
    lags = list(lags_of(entries, date(2025, 4, 1), began_before=False))
    assert [(lag.record.model, lag.days, lag.state) for lag in lags] == [
        ("c1", 41, "matched"),
        ("c2", 48, "matched"),
        ("c3", 31, "waiting"),
        ("o1", 10, "matched"),
        ("o2", 48, "matched"),
    ]
    # What the first board shows is older than that board: its lag is at least so long.
    first = next(lags_of(entries, date(2025, 4, 1), began_before=True))
    assert (first.days, first.state) == (41, "at_least")


def test_open_may_come_first_and_may_lead() -> None:
    entries = [
        Entry("open", date(2025, 1, 1), "o1", 100),
        Entry("closed", date(2025, 1, 11), "c1", 90),
        Entry("open", date(2025, 2, 1), "o2", 110),
    ]
    lags = list(lags_of(entries, date(2025, 3, 1), began_before=False))
    assert [(lag.record.model, lag.days, lag.state) for lag in lags] == [
        ("c1", -10, "matched"),
        ("o1", None, "ahead"),
        ("o2", None, "ahead"),
    ]


def test_points_gained_by_a_holder_are_no_new_record() -> None:
    # c1 is re-estimated from 100 to 103: still one record. c2 needs more than 103.
    entries = [
        Entry("closed", date(2025, 1, 1), "c1", 100),
        Entry("closed", date(2025, 2, 1), "c1", 103),
        Entry("closed", date(2025, 3, 1), "c2", 102),
        Entry("open", date(2025, 3, 2), "o1", 101),
    ]
    lags = [lag for lag in lags_of(entries, date(2025, 4, 1), began_before=False) if lag.record.side == "closed"]
    assert [(lag.record.model, lag.days) for lag in lags] == [("c1", 60)]


def test_the_marts_hold_both_clocks() -> None:
    connection = duckdb.connect()
    connection.execute(schema_sql())
    fill(
        connection,
        "mart_board_model",
        """
        source | yardstick | as_of      | model | side   | score | released_on
        s      | text      | 2025-04-01 | c1    | closed | 100   | 2025-01-01
        s      | text      | 2025-04-01 | o1    | open   | 100   | 2025-01-31
        s      | text      | 2025-04-01 | c2    | closed | 120   |
        """,
    )
    fill(
        connection,
        "board_record",
        """
        as_of      | side   | best_model | best_score | scale | source
        2025-01-01 | closed | A          | 100        | elo   | s
        2025-01-01 | open   | B          | 90         | elo   | s
        2025-02-01 | open   | C          | 101        | elo   | s
        """,
    )
    compute_gap(connection)
    # By release: c1 matched after 30 days, the undated c2 is left out. By board: A was there on the first board.
    found = connection.execute(
        "SELECT clock, records, matched, undated, median_days FROM mart_gap_lag WHERE direction = 'forward' ORDER BY ALL"
    ).fetchall()
    assert found == [("board", 1, 0, 0, None), ("release", 1, 1, 1, 30.0)]


TABLES = {
    "mart_gap_lag": """
        source | yardstick | clock   | direction | as_of      | records | matched | undated | median_days | low_days | high_days
        s      | old       | board   | forward   | 2025-08-06 | 11      | 7       | 0       | 152.1875    | 121.75   | 182.625
        s      | new       | release | forward   | 2026-04-19 | 7       | 4       | 13      | 243.5       | 91.3125  |
        s      | new       | release | backward  | 2026-04-19 | 4       | 4       | 13      | 121.75      | 91.3125  | 304.375
        s      | tiny      | board   | forward   | 2026-05-01 | 2       | 0       | 0       |             |          |
    """,
}


def test_days_become_months(golden: Golden) -> None:
    # 30.4375 days a month: 152.1875 / 30.4375 = 5.
    assert rows(golden("gap_months", TABLES), "yardstick", "direction", "months", "low_months", "high_months") == [
        ("tiny", "forward", None, None, None),
        ("new", "forward", 8.0, 3.0, None),
        ("old", "forward", 5.0, 4.0, 6.0),
        ("new", "backward", 4.0, 3.0, 10.0),
    ]


def test_the_finding_leads_with_the_yardstick_that_leaves_nobody_out(golden: Golden) -> None:
    finding = golden("gap_months", TABLES).finding
    assert finding is not None
    assert (finding.case, finding.values["months"], finding.values["newest_months"]) == ("two", 5.0, 8.0)
    assert finding.as_of == date(2025, 8, 6)


CATEGORIES = {
    "mart_yardstick": """
        yardstick          | board              | category | testing | preference
        arena/text/overall | arena/text         | overall  | votes   | 0
        arena/text/coding  | arena/text         | coding   | votes   | 7
        arena/text/math    | arena/text         | math     | votes   | 7
        epoch/capabilities | epoch/capabilities |          | mixed   | 2
        arena-text         | arena-text         |          | votes   | 8
    """,
    "mart_gap_lag": """
        source | yardstick          | clock   | direction | as_of      | records | matched | undated | median_days
        s      | arena/text/overall | board   | forward   | 2026-11-20 | 9       | 8       | 0       | 121.75
        s      | arena/text/coding  | board   | forward   | 2026-11-20 | 9       | 8       | 0       | 60.875
        s      | arena/text/coding  | board   | backward  | 2026-11-20 | 5       | 5       | 0       | 60.875
        s      | arena/text/math    | board   | forward   | 2026-11-20 | 9       | 8       | 0       | 91.3125
        s      | arena/text/math    | board   | backward  | 2026-11-20 | 9       | 8       | 0       | 91.3125
        s      | epoch/capabilities | release | forward   | 2026-11-24 | 9       | 8       | 0       | 152.1875
        s      | arena-text         | release | forward   | 2026-04-19 | 9       | 8       | 0       | 152.1875
        s      | bradley-terry      | board   | forward   | 2025-08-06 | 9       | 8       | 0       | 152.1875
    """,
}


def test_the_main_yardsticks_first_and_a_board_with_its_categories(golden: Golden) -> None:
    # The panel's boards and scales step back where the live one is there; categories are shown where one is asked.
    result = golden("gap_months", CATEGORIES)
    assert rows(result, "yardstick", "months", "testing") == [
        ("arena/text/overall", 4.0, "votes"),
        ("epoch/capabilities", 5.0, "mixed"),
    ]
    assert result.finding is not None
    assert (result.finding.values["months"], result.finding.values["newest_months"]) == (4.0, 5.0)
    chosen = golden("gap_months", CATEGORIES, yardstick="arena/text/coding")
    assert rows(chosen, "yardstick", "direction") == [
        ("arena/text/coding", "forward"),
        ("arena/text/coding", "backward"),
        ("arena/text/overall", "forward"),
        ("arena/text/math", "forward"),
    ]
    assert chosen.finding is not None
    assert (chosen.finding.case, chosen.finding.values["months"]) == ("measured", 2.0)
