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
    assert result.headline() == "100 downloads a day, 85% of them open weights or more"


def test_adjusted_has_spikes_cut_and_the_excluded_out(golden: Golden) -> None:
    adjusted = golden("downloads_per_day", TABLES, basis="adjusted")
    assert rows(adjusted, "tier", "downloads_per_day") == [(1, 10.0), (2, 30.0), (None, 5.0)]
