"""derivatives_on_hub: the Hub's own counts, the panel's until there are any."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

PANEL = """
    source   | observed_on | model_id | derivatives
    osir-lmts | 2025-08-07 | old/base | 999
    osir-lmts | 2025-09-07 | meta/l   | 40
    osir-lmts | 2025-09-07 | qwen/q   | 70
"""
OWN = """
    hub-derivatives | 2026-11-28 | qwen/q | 800
    hub-derivatives | 2026-11-29 | qwen/q | 90
    hub-derivatives | 2026-11-29 | meta/l | 95
"""
MODELS = """
    model_key | model_id | lab_id
    1         | qwen/q   | qwen
"""


def test_the_newest_day_of_one_source_speaks(golden: Golden) -> None:
    # the panel's last day: 70 and 40; what it counted before, or the Hub's count of another day, is in no row
    result = golden("derivatives_on_hub", {"derivative_count": PANEL, "mart_model": MODELS})
    assert rows(result, "base_id", "lab_id", "total", "finetune", "shown_of") == [
        ("qwen/q", "qwen", 70, None, 2),
        ("meta/l", None, 40, None, 2),
    ]
    assert result.finding is not None
    assert (result.finding.case, result.finding.as_of, result.finding.confidence) == ("panel", date(2025, 9, 7), "low")
    result = golden("derivatives_on_hub", {"derivative_count": PANEL + OWN.lstrip("\n"), "mart_model": MODELS})
    assert rows(result, "source", "base_id", "total") == [
        ("hub-derivatives", "meta/l", 95),
        ("hub-derivatives", "qwen/q", 90),
    ]
    assert result.finding is not None
    assert (result.finding.case, result.finding.values["base"]) == ("own", "meta/l")
