"""downloads_by_library: shares as read and on the same models; what names no library and the long tail have rows."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

AUGUST, SEPTEMBER = date(2025, 8, 7), date(2025, 9, 7)
RUNS = """
    run_id | run_seq | snapshot_date | previous_run_id
    aug    | 1       | 2025-08-07    |
    sep    | 2       | 2025-09-07    | aug
"""
TABLES = {
    "snapshot_run": RUNS,
    "mart_library": """
        run_id | snapshot_date | library      | excluded | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
        aug    | 2025-08-07    | transformers | false    | 4      | 600           |                      |
        aug    | 2025-08-07    | gguf         | false    | 2      | 300           |                      |
        aug    | 2025-08-07    |              | false    | 1      | 100           |                      |
        sep    | 2025-09-07    | transformers | false    | 5      | 1200          | 900                  | 600
        sep    | 2025-09-07    | transformers | true     | 1      | 200           | 200                  | 0
        sep    | 2025-09-07    | gguf         | false    | 2      | 500           | 450                  | 300
        sep    | 2025-09-07    |              | false    | 1      | 100           | 100                  | 100
    """,
}


def test_by_hand(golden: Golden) -> None:
    # August: 1,000 downloads. September: 2,000, of transformers 1,400, gguf 500, none named 100. On the same models
    # transformers grew 1,100/600, gguf 450/300, the unnamed not: carried back 1,400·600/1,100 = 763.636, 500/1.5 =
    # 333.333 and 100, together 1,196.970: 0.637975, 0.278481, 0.083544.
    found = rows(
        golden("downloads_by_library", TABLES),
        "library",
        "snapshot_date",
        "downloads_30d",
        "share",
        "share_like_for_like",
    )
    assert found == [
        ("transformers", AUGUST, 600, 0.6, 0.637975),
        ("transformers", SEPTEMBER, 1400, 0.7, 0.7),
        ("gguf", AUGUST, 300, 0.3, 0.278481),
        ("gguf", SEPTEMBER, 500, 0.25, 0.25),
        ("unknown", AUGUST, 100, 0.1, 0.083544),
        ("unknown", SEPTEMBER, 100, 0.05, 0.05),
    ]


def test_the_sentence_names_the_first_library_and_what_names_none(golden: Golden) -> None:
    # Half-named data are of medium confidence at best: 5 % name none.
    result = golden("downloads_by_library", TABLES)
    assert result.headline() == "Models for transformers take 70% of downloads, September 2025"
    note = result.note() or ""
    assert note.startswith("The library is what the card names, not what people use; 5% of downloads name none.")
    assert "went from 64% to 70% since August 2025" in note
    assert result.finding is not None
    assert (result.finding.confidence, result.finding.confidence_reason) == ("medium", "unknown_libraries")


def test_adjusted_figures_leave_out_a_model_now_and_before(golden: Golden) -> None:
    # September without 200 of machine traffic: 1,800, transformers 1,200. Same models: 900/600; carried back 800.
    found = rows(golden("downloads_by_library", TABLES, basis="adjusted"), "library", "share", "common_downloads_30d")
    assert found[1] == ("transformers", 0.666667, 900)


def test_libraries_beyond_the_twelfth_of_the_last_reading_are_one_line(golden: Golden) -> None:
    # 14 libraries of 100 … 87 downloads in September: the last two, 88 + 87; one that only August lists, 7, is there too.
    lines = "\n".join(f"sep | 2025-09-07 | l{n:02} | 1 | {100 - n}" for n in range(14))
    table = f"run_id | snapshot_date | library | models | downloads_30d\naug | 2025-08-07 | gone | 1 | 7\n{lines}"
    result = golden("downloads_by_library", {"snapshot_run": RUNS, "mart_library": table})
    found = rows(result, "library", "snapshot_date", "downloads_30d")
    assert found[-2:] == [("others", AUGUST, 7), ("others", SEPTEMBER, 175)]
    assert len({library for library, _, _ in found}) == 13


def test_where_no_model_names_a_library_that_is_said(golden: Golden) -> None:
    table = "run_id | snapshot_date | library | models | downloads_30d\nsep | 2025-09-07 | | 3 | 100"
    result = golden("downloads_by_library", {"snapshot_run": RUNS, "mart_library": table})
    assert result.headline() == "No model listed here names its library"
    assert result.finding is not None
    assert result.finding.confidence == "low"
