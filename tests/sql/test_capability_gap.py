"""capability_gap: best closed minus best open on each board, a line for each scale."""

from __future__ import annotations

from datetime import date

import duckdb

from ouverture.places import REFERENCE
from tests.sql.conftest import Golden, rows

TABLES = {
    "board_record": """
        as_of      | side   | best_model | best_score | scale         | source
        2025-01-31 | closed | A          | 1300       | bradley-terry | s
        2025-01-31 | open   | B          | 1200       | bradley-terry | s
        2025-07-31 | closed | A          | 1320       | bradley-terry | s
        2025-07-31 | open   | C          | 1300       | bradley-terry | s
        2026-04-19 | closed | D          | 1505       | top           | s
        2026-04-19 | open   | E          | 1472       | top           | s
        2026-05-19 | closed | D          | 1505       | top           | s
    """,
}


def test_points_by_board_and_scale(golden: Golden) -> None:
    # 1300 - 1200 = 100; 1320 - 1300 = 20, more than 75 days later: gap; 1505 - 1472 = 33 on another scale, where no
    # gap is flagged; the board of May has no open model and no row. 1 / (1 + 10^(-20/400)) = 0.528751.
    result = golden("capability_gap", TABLES)
    assert rows(result, "scale", "as_of", "points", "closed_preferred", "flags") == [
        ("bradley-terry", date(2025, 1, 31), 100.0, 0.640065, None),
        ("bradley-terry", date(2025, 7, 31), 20.0, 0.528751, "gap"),
        ("top", date(2026, 4, 19), 33.0, None, None),
    ]


def test_a_yardstick_of_three_boards_is_a_scale_of_its_own(golden: Golden) -> None:
    # Best open and best closed of each day: 10 - 8, 11 - 9, 11 - 12. A model of unknown openness is on neither side.
    tables = {
        "benchmark_score": """
            yardstick | as_of      | model | is_open | score | source
            index     | 2026-01-01 | c1    | false   | 10    | s
            index     | 2026-01-01 | o1    | true    | 8     | s
            index     | 2026-01-01 | o0    | true    | 7     | s
            index     | 2026-02-01 | c2    | false   | 11    | s
            index     | 2026-02-01 | o2    | true    | 9     | s
            index     | 2026-02-01 | u     |         | 99    | s
            index     | 2026-03-01 | c2    | false   | 11    | s
            index     | 2026-03-01 | o3    | true    | 12    | s
        """
    }
    result = golden("capability_gap", tables)
    assert rows(result, "points") == [(2.0,), (2.0,), (-1.0,)]
    assert result.finding is not None
    assert (result.finding.case, result.finding.values["ahead"]) == ("open", 1.0)


def test_the_finding_takes_the_newest_board(golden: Golden) -> None:
    finding = golden("capability_gap", TABLES).finding
    assert finding is not None
    assert (finding.case, finding.values["points"], finding.as_of) == ("closed", 33.0, date(2026, 4, 19))
    assert (finding.values["narrowest"], finding.values["widest"]) == (20.0, 100.0)
    assert finding.confidence == "low"  # three boards


LIVE = {
    "mart_yardstick": """
        yardstick          | as_of      | source | preference
        arena/text/overall | 2026-03-01 | arena  | 0
        epoch/capabilities | 2026-03-01 | epoch  | 2
    """,
    "benchmark_score": """
        yardstick          | as_of      | model | is_open | score | source
        arena/text/overall | 2026-01-01 | c1    | false   | 1400  | arena
        arena/text/overall | 2026-01-01 | o1    | true    | 1350  | arena
        arena/text/overall | 2026-02-01 | c1    | false   | 1400  | arena
        arena/text/overall | 2026-02-01 | o2    | true    | 1380  | arena
        arena/text/overall | 2026-03-01 | c2    | false   | 1420  | arena
        arena/text/overall | 2026-03-01 | o2    | true    | 1380  | arena
    """,
    "board_record": TABLES["board_record"],
    "mart_board_model": """
        source | yardstick          | as_of      | model | side   | score | released_on | catalogue_source
        epoch  | epoch/capabilities | 2026-03-01 | c1    | closed | 140   | 2025-01-01  |
        epoch  | epoch/capabilities | 2026-03-01 | o1    | open   | 120   | 2025-02-01  | models-dev
        epoch  | epoch/capabilities | 2026-03-01 | o0    | open   | 110   | 2025-03-01  |
        epoch  | epoch/capabilities | 2026-03-01 | c2    | closed | 150   | 2025-04-01  |
        epoch  | epoch/capabilities | 2026-03-01 | o2    | open   | 150   | 2025-04-01  |
        epoch  | epoch/capabilities | 2026-03-01 | o3    | open   | 160   |             |
    """,
}


def test_the_live_board_comes_before_the_panel(golden: Golden) -> None:
    result = golden("capability_gap", LIVE)
    assert rows(result, "scale", "clock", "points") == [("arena/text/overall", "board", n) for n in (50.0, 20.0, 40.0)]
    assert result.finding is not None
    assert result.finding.case == "closed_one"


def test_a_yardstick_of_one_board_runs_by_day_of_release(golden: Golden) -> None:
    # No figure before both sides are there; o0 changes nothing; on one day both gain: 150 - 150. o3 has no day.
    result = golden("capability_gap", LIVE, yardstick="epoch/capabilities")
    assert rows(result, "source", "clock", "as_of", "best_closed", "best_open", "points") == [
        ("epoch+models-dev", "release", date(2025, 2, 1), "c1", "o1", 20.0),
        ("epoch+models-dev", "release", date(2025, 4, 1), "c2", "o2", 0.0),
    ]


def test_another_yardstick_does_not_mix_with_the_panel(golden: Golden) -> None:
    # An index of three days, 150 - 140 = 10, beside the panel's board, 1440 - 1400 = 40: the panel alone, until asked.
    tables = {
        "board_record": """
            as_of      | side   | best_model | best_score | scale         | source
            2025-08-06 | closed | b          | 1440       | bradley-terry | panel
            2025-08-06 | open   | a          | 1400       | bradley-terry | panel
        """,
        "benchmark_score": "source | yardstick | as_of | model | is_open | score\n"
        + "\n".join(
            f"epoch | epoch/capabilities | 2026-11-0{day} | {model} | {is_open} | {score}"
            for day in (1, 2, 3)
            for model, is_open, score in (("glm", "true", 140), ("gpt", "false", 150))
        ),
        "mart_yardstick": """
            yardstick          | source | as_of      | preference
            epoch/capabilities | epoch  | 2026-11-03 | 2
        """,
    }
    assert rows(golden("capability_gap", tables), "scale", "points") == [("bradley-terry", 40.0)]
    indices = golden("capability_gap", tables, yardstick="epoch/capabilities")
    assert set(rows(indices, "scale", "points")) == {("epoch/capabilities", 10.0)}
    alone = golden("capability_gap", {name: text for name, text in tables.items() if name != "board_record"})
    assert set(rows(alone, "scale", "points")) == {("epoch/capabilities", 10.0)}


def test_the_boards_of_2026_by_hand_and_a_best_model_of_few_votes(golden: Golden) -> None:
    # Gaps as the panel's README gives them. gemini-4-argon-high leads on 10 October with 4,892 votes: preliminary.
    columns = "as_of, side, best_model, best_score, scale, source"
    records = duckdb.sql(f"SELECT {columns} FROM '{REFERENCE / 'arena_history.csv'}' WHERE as_of >= '2026-05-01'")
    scores = duckdb.sql(
        "SELECT yardstick, as_of, model, is_open, score, votes, source "
        f"FROM '{REFERENCE / 'arena_scores.csv'}' WHERE as_of = '2026-10-10'"
    )
    tables = {
        name: "\n".join(" | ".join(map(str, row)) for row in [found.columns, *found.fetchall()])
        for name, found in (("board_record", records), ("benchmark_score", scores))
    }
    result = golden("capability_gap", tables)
    assert [(day.isoformat(), round(points, 1)) for day, points in rows(result, "as_of", "points")] == [
        ("2026-05-25", 30.0),
        ("2026-06-30", 34.8),
        ("2026-07-31", 21.8),
        ("2026-08-22", 17.6),
        ("2026-09-30", 37.0),
        ("2026-10-10", 37.3),
    ]
    assert "Preliminary: 4,892 votes for gemini-4-argon-high." in (result.note() or "")
    assert result.finding is not None
    assert (result.finding.confidence, result.finding.confidence_reason) == ("low", "small_sample")
