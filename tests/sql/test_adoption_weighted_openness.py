"""adoption_weighted_openness: the share of downloads in each tier at each reading, and at or above it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sql.conftest import Golden, rows

AUGUST, SEPTEMBER = date(2025, 8, 7), date(2025, 9, 7)

# August: tier 1 600, tier 2 400: 1,000. September: tier 1 500, of which 100 are excluded from adjusted figures, tier 2
# 300, tier 4 100, unknown 100: 1,000. One embedding model (other tasks) 9,000.
TABLES = {
    "lab": """
        lab_id | name
        google | Google
        ai2    | Ai2
    """,
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        aug    | 1       | 2025-08-07    |
        sep    | 2       | 2025-09-07    | aug
    """,
    "mart_adoption": """
        run_id | snapshot_date | lab_id  | tier | task_scope | excluded | models | downloads_30d
        aug    | 2025-08-07    | google  | 1    | generative | false    | 1      | 600
        aug    | 2025-08-07    | ai2     | 2    | generative | false    | 1      | 400
        sep    | 2025-09-07    | google  | 1    | generative | false    | 1      | 400
        sep    | 2025-09-07    | google  | 1    | generative | true     | 1      | 100
        sep    | 2025-09-07    | ai2     | 2    | generative | false    | 2      | 300
        sep    | 2025-09-07    | ai2     | 4    | generative | false    | 3      | 100
        sep    | 2025-09-07    |         |      | generative | false    | 1      | 100
        sep    | 2025-09-07    | google  | 2    | other      | false    | 1      | 9000
    """,
}


def test_each_band_stands_on_the_more_open_ones_and_the_unknown_apart(golden: Golden) -> None:
    # September, of 1,000: tier 4 0.1; tier 2 0.3, with tier 4 0.4; tier 1 0.5, with those 0.9; unknown 0.1.
    found = rows(golden("adoption_weighted_openness", TABLES), "snapshot_date", "tier", "share", "at_or_above")
    assert found == [
        (AUGUST, 4, 0.0, 0.0),
        (AUGUST, 2, 0.4, 0.4),
        (AUGUST, 1, 0.6, 1.0),
        (AUGUST, None, 0.0, None),
        (SEPTEMBER, 4, 0.1, 0.1),
        (SEPTEMBER, 2, 0.3, 0.4),
        (SEPTEMBER, 1, 0.5, 0.9),
        (SEPTEMBER, None, 0.1, None),
    ]


@pytest.mark.parametrize(
    ("parameters", "case", "share"),
    [
        ({}, "all", 0.4),  # (300 + 100) / 1,000
        ({"threshold": "any"}, "all", 0.9),
        ({"threshold": "data"}, "source_line", 0.1),
        ({"basis": "adjusted"}, "all", 400 / 900),  # without the 100 excluded
        ({"tasks": "all"}, "all", 0.94),  # (300 + 100 + 9,000) / 10,000
        ({"lab": "ai2", "threshold": "data"}, "lab", 0.25),  # 100 / 400
    ],
)
def test_the_sentence_adds_the_bands_at_or_above_the_line(
    golden: Golden, parameters: dict[str, str], case: str, share: float
) -> None:
    finding = golden("adoption_weighted_openness", TABLES, **parameters).finding
    assert finding is not None
    assert (finding.case, finding.as_of) == (case, SEPTEMBER)
    assert finding.values["share"] == pytest.approx(share)


def test_the_unknown_is_said(golden: Golden) -> None:
    result = golden("adoption_weighted_openness", TABLES)
    assert result.finding is not None
    assert result.finding.values["unknown"] == pytest.approx(0.1)
    assert "10%" in (result.note("en") or "")
