"""package_installs: the packages present at both ends, indexed; those that enter later are not growth."""

from __future__ import annotations

from datetime import date, timedelta

from tests.sql.conftest import Golden, rows

JANUARY, FEBRUARY, APRIL = date(2025, 1, 1), date(2025, 2, 1), date(2025, 4, 1)

# Closed: openai 100 -> 200 -> 300; anthropic enters in February, so it is not compared (300 / 100 = index 300).
# Open: transformers 400 -> 500 -> 600 and vllm 100 -> absent -> 400: 500, no figure, 1,000 = index 200. April follows
# February by 59 days: a gap. The daily count (window 1) and the package of neither side count nowhere.
TABLES = {
    "package_downloads": """
        registry | package      | side         | observed_on | window_days | downloads | source
        pypi     | openai       | closed_api   | 2025-01-01  | 30          | 100       | PyPI
        pypi     | openai       | closed_api   | 2025-02-01  | 30          | 200       | PyPI
        pypi     | openai       | closed_api   | 2025-04-01  | 30          | 300       | PyPI
        pypi     | anthropic    | closed_api   | 2025-02-01  | 30          | 1000      | PyPI
        pypi     | anthropic    | closed_api   | 2025-04-01  | 30          | 2000      | PyPI
        pypi     | transformers | open_runtime | 2025-01-01  | 30          | 400       | PyPI
        pypi     | transformers | open_runtime | 2025-02-01  | 30          | 500       | PyPI
        pypi     | transformers | open_runtime | 2025-04-01  | 30          | 600       | PyPI
        pypi     | vllm         | open_runtime | 2025-01-01  | 30          | 100       | PyPI
        pypi     | vllm         | open_runtime | 2025-04-01  | 30          | 400       | PyPI
        pypi     | langchain    | other        | 2025-01-01  | 30          | 9000      | PyPI
        pypi     | openai       | closed_api   | 2025-04-02  | 1           | 7         | pypistats
    """,
}


def test_only_packages_present_at_both_ends_are_compared(golden: Golden) -> None:
    result = golden("package_installs", TABLES)
    assert rows(result, "side", "observed_on", "index", "downloads", "downloads_listed", "flags") == [
        ("closed_api", JANUARY, 100, 100, 100, None),
        ("closed_api", FEBRUARY, 200, 200, 1200, None),
        ("closed_api", APRIL, 300, 300, 2300, "gap"),
        ("open_runtime", JANUARY, 100, 500, 500, None),
        ("open_runtime", FEBRUARY, None, None, 500, "partial"),
        ("open_runtime", APRIL, 200, 1000, 1000, "gap"),
    ]
    assert result.table.to_pylist()[0]["packages"] == ["openai"]
    assert result.table.to_pylist()[0]["packages_entered"] == ["anthropic"]


def test_a_later_start_compares_more_packages(golden: Golden) -> None:
    result = golden("package_installs", TABLES, since=FEBRUARY)
    assert result.table.to_pylist()[0]["packages"] == ["anthropic", "openai"]
    assert result.table.to_pylist()[-1]["packages"] == ["transformers"]  # vllm was not listed in February


def test_the_sentence_names_the_side_that_grew_more(golden: Golden) -> None:
    finding = golden("package_installs", TABLES).finding
    assert finding is not None
    assert (finding.case, finding.values["open"], finding.values["closed"]) == ("closed", 2, 3)


def test_one_side_alone_is_no_comparison(golden: Golden) -> None:
    finding = golden("package_installs", TABLES, since=date(2025, 4, 2)).finding
    assert finding is None


def test_daily_counts_become_whole_windows_of_30_days(golden: Golden) -> None:
    # 70 days to 11 March of 1 install a day, then 2: windows of 30 end on 11 March (60) and 9 February (30); the ten days
    # before make no window. A day that was not counted leaves its window unknown.
    def days(package: str, side: str, unknown: int | None = None) -> list[str]:
        counts = [1] * 40 + [2] * 30
        return [
            f"npm | {package} | {side} | {date(2025, 1, 1) + timedelta(n)} | 1 | {'' if n == unknown else count} | npm"
            for n, count in enumerate(counts)
        ]

    lines = days("openai", "closed_api") + days("ollama", "open_runtime") + days("web-llm", "open_runtime", unknown=50)
    header = "registry | package | side | observed_on | window_days | downloads | source"
    result = golden("package_installs", {"package_downloads": "\n".join([header, *lines])})
    assert rows(result, "side", "observed_on", "downloads", "downloads_listed") == [
        ("closed_api", date(2025, 2, 9), 30, 30),
        ("closed_api", date(2025, 3, 11), 60, 60),
        ("open_runtime", date(2025, 2, 9), 30, 60),
        ("open_runtime", date(2025, 3, 11), 60, 60),
    ]


def test_one_count_at_a_time(golden: Golden) -> None:
    # The panel's list ends months before the live counts: not asked first, though longer. Of the live ones the longer.
    lines = ["registry | package | side | observed_on | window_days | downloads | source"]
    for side in ("closed_api", "open_runtime"):
        lines += [f"pypi | {side} | {side} | {day} | 30 | 9 | pypi" for day in (date(2024, 1, 1), date(2026, 4, 1))]
        for source, length in (("npm", 90), ("pypistats", 60)):
            days = [date(2026, 11, 1) - timedelta(n) for n in range(length)]
            lines += [f"{source} | {side} | {side} | {day} | 1 | 1 | {source}" for day in days]
    tables = {"package_downloads": "\n".join(lines)}
    assert {row[0] for row in rows(golden("package_installs", tables), "source")} == {"npm"}
    chosen = rows(golden("package_installs", tables, counted_by="pypi"), "source", "observed_on")
    assert {row[0] for row in chosen} == {"pypi"}
    assert len(chosen) == 4


def test_field_01_pypi_list_changed_counting(golden: Golden) -> None:
    # Rows of the panel. Breaks on 26 November 2024 (pip alone, then all installers) and 5 July 2025 (22 days, then months):
    # each stretch begins at 100, by day. openai: 32,578,581 / 25,735,541 in the first; in the second from 47,253,031 / 30 =
    # 1,575,101 a day to 50,585,239 / 22 = 2,299,329: 145.98, and 54,471,434 / 27 = 2,017,461 in April: it rises to June,
    # where its counts fall; in the third from 73,917,864 / 30 = 2,463,929 to 89,302,266 / 31 = 2,880,718: 116.92.
    table = """
        registry | package      | side         | observed_on | window_days | counts         | downloads
        pypi     | openai       | closed_api   | 2024-09-01  | 30          | pip            | 25735541
        pypi     | transformers | open_runtime | 2024-09-01  | 30          | pip            | 32018431
        pypi     | openai       | closed_api   | 2024-10-01  | 30          | pip            | 32578581
        pypi     | transformers | open_runtime | 2024-10-01  | 30          | pip            | 31353728
        pypi     | openai       | closed_api   | 2024-11-26  | 30          | all installers | 47253031
        pypi     | transformers | open_runtime | 2024-11-26  | 30          | all installers | 42603105
        pypi     | openai       | closed_api   | 2024-12-01  | 29          | all installers | 46722401
        pypi     | transformers | open_runtime | 2024-12-01  | 29          | all installers | 42941331
        pypi     | openai       | closed_api   | 2025-02-01  | 29          | all installers | 47770586
        pypi     | transformers | open_runtime | 2025-02-01  | 29          | all installers | 37851228
        pypi     | openai       | closed_api   | 2025-03-01  | 28          | all installers | 49938621
        pypi     | transformers | open_runtime | 2025-03-01  | 28          | all installers | 48296869
        pypi     | openai       | closed_api   | 2025-04-01  | 27          | all installers | 54471434
        pypi     | transformers | open_runtime | 2025-04-01  | 27          | all installers | 49789640
        pypi     | openai       | closed_api   | 2025-05-01  | 24          | all installers | 52229228
        pypi     | transformers | open_runtime | 2025-05-01  | 24          | all installers | 50675100
        pypi     | openai       | closed_api   | 2025-06-13  | 22          | all installers | 50585239
        pypi     | transformers | open_runtime | 2025-06-13  | 22          | all installers | 43215220
        pypi     | openai       | closed_api   | 2025-07-05  | 30          | all installers | 73917864
        pypi     | transformers | open_runtime | 2025-07-05  | 30          | all installers | 66963423
        pypi     | openai       | closed_api   | 2025-08-01  | 31          | all installers | 89302266
        pypi     | transformers | open_runtime | 2025-08-01  | 31          | all installers | 76827410
    """
    result = golden("package_installs", {"package_downloads": table})
    openai = [row for row in rows(result, "side", "observed_on", "index", "flags") if row[0] == "closed_api"]
    assert {day.isoformat() for _, day, _, flags in openai if flags and "break" in str(flags)} == {
        "2024-11-26",
        "2025-07-05",
    }
    index = {day.isoformat(): round(value, 2) for _, day, value, _ in openai}
    assert index == {
        "2024-09-01": 100,
        "2024-10-01": 126.59,
        "2024-11-26": 100,
        "2024-12-01": 102.29,
        "2025-02-01": 104.58,
        "2025-03-01": 113.23,
        "2025-04-01": 128.08,
        "2025-05-01": 138.16,
        "2025-06-13": 145.98,
        "2025-07-05": 100,
        "2025-08-01": 116.92,
    }
    assert result.headline() is not None
    assert "since July 2025: closed-API clients ×" in result.headline().replace("\N{NO-BREAK SPACE}", " ")
