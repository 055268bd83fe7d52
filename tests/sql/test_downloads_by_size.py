"""downloads_by_size: shares as read, the same models at two readings, the classes in their order, unknown sizes apart."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

AUGUST, SEPTEMBER = date(2025, 8, 7), date(2025, 9, 7)
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        aug    | 1       | 2025-08-07    |
        sep    | 2       | 2025-09-07    | aug
    """,
    "mart_library": """
        run_id | snapshot_date | library      | size_class | excluded | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
        aug    | 2025-08-07    | transformers | <1B        | false    | 4      | 600           |                      |
        aug    | 2025-08-07    | transformers | >=100B     | false    | 1      | 300           |                      |
        aug    | 2025-08-07    |              |            | false    | 1      | 100           |                      |
        sep    | 2025-09-07    | transformers | <1B        | false    | 3      | 700           | 500                  | 400
        sep    | 2025-09-07    | gguf         | <1B        | false    | 2      | 500           | 400                  | 200
        sep    | 2025-09-07    | gguf         | <1B        | true     | 1      | 200           | 200                  | 0
        sep    | 2025-09-07    | transformers | >=100B     | false    | 2      | 500           | 450                  | 300
        sep    | 2025-09-07    |              |            | false    | 1      | 100           | 100                  | 100
    """,
}


def test_by_hand(golden: Golden) -> None:
    # Of whatever library. August: 1,000 downloads. September: 2,000: under 1B 1,400, 100B and more 500, unknown 100. Of the
    # same models those of 100B and more had 300 of 1,000 and have 450 of 1,650.
    result = golden("downloads_by_size", TABLES)
    assert rows(result, "size_class", "snapshot_date", "models", "share") == [
        ("<1B", AUGUST, 4, 0.6),
        ("<1B", SEPTEMBER, 6, 0.7),
        (">=100B", AUGUST, 1, 0.3),
        (">=100B", SEPTEMBER, 2, 0.25),
        ("unknown", AUGUST, 1, 0.1),
        ("unknown", SEPTEMBER, 1, 0.05),
    ]
    headline = " ".join((result.headline() or "").split())
    assert headline == "Models of < 1B parameters take 70% of downloads, September 2025"
    assert "those of 30B and more went from 30% to 27%" in (result.note() or "")
    assert result.finding is not None
    assert (result.finding.confidence, result.finding.confidence_reason) == ("medium", "unknown_models")


def test_adjusted_figures_leave_out_a_model_now_and_before(golden: Golden) -> None:
    # September without 200 of machine traffic: 1,800, under 1B 1,200; of them on the same models 900.
    found = rows(golden("downloads_by_size", TABLES, basis="adjusted"), "size_class", "share", "common_downloads_30d")
    assert found[1] == ("<1B", 0.666667, 900)


def test_where_no_size_is_known_that_is_said(golden: Golden) -> None:
    table = "run_id | snapshot_date | size_class | models | downloads_30d\nsep | 2025-09-07 | | 3 | 100"
    result = golden("downloads_by_size", {"snapshot_run": TABLES["snapshot_run"], "mart_library": table})
    assert result.headline() == "No model listed here tells its size"
