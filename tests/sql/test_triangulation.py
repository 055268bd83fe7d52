"""triangulation: indexed lines of several sources, each from its own start, never summed."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        nov    | 1       | 2024-11-14    |
        dec    | 2       | 2024-12-14    | nov
    """,
    "mart_adoption": """
        run_id | snapshot_date | tier | downloads_30d | common_downloads_30d | common_downloads_30d_before
        nov    | 2024-11-14    | 2    | 100           |                      |
        dec    | 2024-12-14    | 2    | 900           | 150                  | 100
        dec    | 2024-12-14    | 1    | 900           | 900                  | 100
    """,
    "package_downloads": """
        registry | package | side         | observed_on | window_days | downloads | source
        pypi     | a       | open_runtime | 2024-11-01  | 30          | 10        | pypi
        pypi     | a       | open_runtime | 2024-12-01  | 30          | 30        | pypi
        pypi     | late    | open_runtime | 2024-12-01  | 30          | 999       | pypi
    """,
    "mart_offer": """
        model | lab | released_on | open_weights | as_of      | source
        A     | x   | 2024-10-05  | true         | 2025-06-30 | models.dev
        B     | x   | 2025-01-05  | true         | 2025-06-30 | models.dev
        C     | x   | 2025-02-05  | true         | 2025-06-30 | models.dev
        D     | x   | 2025-05-05  | true         | 2025-06-30 | models.dev
    """,
    "board_record": """
        as_of      | side   | best_model | best_score | scale         | source
        2024-11-30 | closed | c          | 1400       | bradley-terry | registry
        2024-11-30 | open   | o          | 1400       | bradley-terry | registry
        2025-01-31 | closed | c          | 1800       | bradley-terry | registry
        2025-01-31 | open   | o          | 1400       | bradley-terry | registry
    """,
    "router_model": """
        model_slug | open_weights
        open       | true
        shut       | false
    """,
    "router_tokens": """
        observed_on | model_slug | total_tokens | is_other | source
        2025-01-15  | open       | 20           | false    | openrouter-usage
        2025-01-15  | shut       | 70           | false    | openrouter-usage
        2025-01-15  | other      | 10           | true     | openrouter-usage
        2025-02-15  | open       | 60           | false    | openrouter-usage
        2025-02-15  | shut       | 140          | false    | openrouter-usage
    """,
}
SINCE = date(2024, 10, 1)


def test_each_line_from_its_own_start(golden: Golden) -> None:
    # Hub: the same models of tier 2, 150 / 100. Installs: package a alone is in both lists, 30 / 10. Board: level = 1/2 of
    # the comparisons, then 400 points behind = 1 / 11: 2 / 11. Releases: 1, then 2; the second quarter ends on the day of
    # the catalogue plus one, so it is not complete. Routed: 20 of 100, then 60 of 200, what is unknown counted as closed.
    result = golden("triangulation", TABLES, since=SINCE)
    assert rows(result, "index_name", "observed_on", "index", "base_on") == [
        ("hub_open", date(2024, 11, 14), 100.0, date(2024, 11, 14)),
        ("hub_open", date(2024, 12, 14), 150.0, date(2024, 11, 14)),
        ("installs_open", date(2024, 11, 1), 100.0, date(2024, 11, 1)),
        ("installs_open", date(2024, 12, 1), 300.0, date(2024, 11, 1)),
        ("router_open", date(2025, 1, 15), 100.0, date(2025, 1, 15)),
        ("router_open", date(2025, 2, 15), 150.0, date(2025, 1, 15)),
        ("board_open", date(2024, 11, 30), 100.0, date(2024, 11, 30)),
        ("board_open", date(2025, 1, 31), 18.181818, date(2024, 11, 30)),
        ("releases_open", date(2024, 10, 1), 100.0, date(2024, 10, 1)),
        ("releases_open", date(2025, 1, 1), 200.0, date(2024, 10, 1)),
    ]
    assert all(row["blind_spot_en"] and row["blind_spot_fr"] for row in result.table.to_pylist())
    # the longest line has 92 days
    assert result.headline() == "No indicator is read over 180 days: too short to say"


def test_lines_shorter_than_180_days_do_not_count(golden: Golden) -> None:
    # Installs, 1 November to 1 June, 212 days: x 3. The board's old scale, 30 November to 30 June, 212 days, fell. Its new
    # scale rose over 19 days, the Hub over 30, releases over 92: they do not count.
    long = {
        **TABLES,
        "package_downloads": TABLES["package_downloads"].replace("2024-12-01", "2025-06-01"),
        "board_record": TABLES["board_record"].replace("2025-01-31", "2025-06-30").rstrip()
        + """
        2026-03-31 | closed | c          | 1500       | arena-2026-top-list | registry
        2026-03-31 | open   | o          | 1400       | arena-2026-top-list | registry
        2026-04-19 | closed | c          | 1500       | arena-2026-top-list | registry
        2026-04-19 | open   | o          | 1500       | arena-2026-top-list | registry
    """,
    }
    result = golden("triangulation", long, since=SINCE)
    assert result.headline() == "1 of 2 indicators rose, installs of open runtimes most"
    finding = result.finding
    assert finding is not None
    assert [finding.values[name] for name in ("shortest", "base_on", "until", "ends")] == [
        212,
        date(2024, 11, 1),
        date(2025, 6, 1),
        date(2025, 6, 1),
    ]


def test_no_line_of_installs_runs_across_a_change_of_what_is_counted(golden: Golden) -> None:
    # pip alone, then all installers: two lines, each from its own start. 30 in 30 days, then 62 in 31: x 2.
    table = """
        registry | package | side         | observed_on | window_days | counts         | downloads | source
        pypi     | a       | open_runtime | 2025-02-01  | 30          | pip            | 10        | PyPI
        pypi     | a       | open_runtime | 2025-03-01  | 30          | pip            | 20        | PyPI
        pypi     | a       | open_runtime | 2025-04-01  | 30          | all installers | 30        | PyPI
        pypi     | a       | open_runtime | 2025-05-01  | 31          | all installers | 62        | PyPI
    """
    result = golden("triangulation", {"package_downloads": table})
    assert rows(result, "scale", "index") == [
        ("pypi · 2025-02-01", 100),
        ("pypi · 2025-02-01", 200),
        ("pypi · 2025-04-01", 100),
        ("pypi · 2025-04-01", 200),
    ]
