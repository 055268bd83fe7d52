"""downloads_per_day: flows summed by tier, raw or adjusted, with their marks."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

TABLES = {
    "mart_flow": """
        run_id | source | from_on    | until_on   | tier | excluded | models | restated_models | downloads_per_day | adjusted_downloads_per_day | flags
        r2     | hub    | 2026-11-02 | 2026-11-02 | 1    | false    | 2      | 0               | 10                | 10                         |
        r2     | hub    | 2026-11-02 | 2026-11-02 | 2    | false    | 3      | 1               | 80                | 30                         | restated
        r2     | hub    | 2026-11-02 | 2026-11-02 | 2    | true     | 1      | 0               | 5                 | 5                          | imputed
        r2     | hub    | 2026-11-02 | 2026-11-02 |      | false    | 1      | 0               | 5                 | 5                          |
    """,
}
DAY = date(2026, 11, 2)


def test_by_hand(golden: Golden) -> None:
    result = golden("downloads_per_day", TABLES)
    assert rows(result, "until_on", "tier", "downloads_per_day", "models", "restated_models", "flags") == [
        (DAY, 1, 10.0, 2, 0, None),
        (DAY, 2, 85.0, 4, 1, "imputed restated"),
        (DAY, None, 5.0, 1, 0, None),
    ]
    assert result.headline() == "100 listed downloads a day, November 2026"


def test_a_night_of_smaller_scope_is_completed_by_the_next_full_one(golden: Golden) -> None:
    # On the 3rd only labs are read: 100 a day. On the 4th they have 110 more, and all others 2 x 50 since the 2nd. The 3rd
    # has 100 + 50, the 4th 110 + 50. Before the 4th is read, the 3rd is partial and the headline tells the 2nd.
    runs = """
        run_id | run_seq | source | snapshot_date | in_totals
        r2     | 2       | hub    | 2026-11-02    | true
        r3     | 3       | hub    | 2026-11-03    | false
        r4     | 4       | hub    | 2026-11-04    | true
    """
    spans = """
        run_id | source | from_on    | until_on   | tier | excluded | models | downloads_per_day | flags
        r2     | hub    | 2026-11-02 | 2026-11-02 | 2    | false    | 9      | 140               |
        r3     | hub    | 2026-11-03 | 2026-11-03 | 2    | false    | 5      | 100               |
        r4     | hub    | 2026-11-04 | 2026-11-04 | 2    | false    | 5      | 110               |
        r4     | hub    | 2026-11-03 | 2026-11-04 | 2    | false    | 4      | 50                | imputed
    """
    result = golden("downloads_per_day", {"snapshot_run": runs, "mart_flow": spans})
    assert rows(result, "from_on", "until_on", "downloads_per_day", "models", "flags") == [
        (DAY, DAY, 140.0, 9, None),
        (date(2026, 11, 3), date(2026, 11, 3), 150.0, 9, "imputed"),
        (date(2026, 11, 4), date(2026, 11, 4), 160.0, 9, "imputed"),
    ]
    until_the_third = {"snapshot_run": runs.rsplit("r4", 1)[0], "mart_flow": spans.split("r4", 1)[0]}
    early = golden("downloads_per_day", until_the_third)
    assert rows(early, "downloads_per_day", "flags")[-1] == (100.0, "partial")
    assert early.headline() == "140 listed downloads a day, November 2026"


def test_adjusted_has_spikes_cut_and_the_excluded_out(golden: Golden) -> None:
    adjusted = golden("downloads_per_day", TABLES, basis="adjusted")
    assert rows(adjusted, "tier", "downloads_per_day") == [(1, 10.0), (2, 30.0), (None, 5.0)]
