"""tier_by_lab: how each lab's downloads are shared out among the tiers."""

from __future__ import annotations

import pytest

from tests.sql.conftest import Golden, rows

# Google: tier 1 60,000, tier 3 20,000: openness 0.25. Ai2: tier 4 30,000, unknown 10,000: 0.75. Small: under 10,000, left
# out. The model without a lab is nobody's.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        aug    | 1       | 2025-08-07    |
        sep    | 2       | 2025-09-07    | aug
    """,
    "mart_adoption": """
        run_id | snapshot_date | lab_id  | tier | task_scope | models | downloads_30d
        aug    | 2025-08-07    | google  | 4    | generative | 1      | 99999
        sep    | 2025-09-07    | google  | 1    | generative | 2      | 60000
        sep    | 2025-09-07    | google  | 3    | generative | 1      | 20000
        sep    | 2025-09-07    | google  | 2    | other      | 1      | 70000
        sep    | 2025-09-07    | ai2     | 4    | generative | 5      | 30000
        sep    | 2025-09-07    | ai2     |      | generative | 1      | 10000
        sep    | 2025-09-07    | small   | 2    | generative | 1      | 9999
        sep    | 2025-09-07    |         | 2    | generative | 1      | 50000
    """,
}


def test_the_most_open_lab_first_each_with_its_unknown(golden: Golden) -> None:
    found = rows(
        golden("tier_by_lab", TABLES), "lab_id", "tier", "downloads_30d", "share", "open_share", "unknown_share"
    )
    of_ai2, of_google = (0.75, 0.25), (0.25, 0.0)
    assert found == [
        ("ai2", 4, 30000, 0.75, *of_ai2),
        ("ai2", 3, 0, 0.0, *of_ai2),
        ("ai2", 2, 0, 0.0, *of_ai2),
        ("ai2", 1, 0, 0.0, *of_ai2),
        ("ai2", None, 10000, 0.25, *of_ai2),
        ("google", 4, 0, 0.0, *of_google),
        ("google", 3, 20000, 0.25, *of_google),
        ("google", 2, 0, 0.0, *of_google),
        ("google", 1, 60000, 0.75, *of_google),
        ("google", None, 0, 0.0, *of_google),
    ]


@pytest.mark.parametrize(
    ("parameters", "case", "open_labs"),
    [
        ({}, "most", 1),  # Ai2 0.75
        ({"tasks": "all"}, "most", 2),  # Google (20,000 + 70,000) / 150,000 = 0.6
        ({"threshold": "any"}, "most", 2),  # Google 1.0; Ai2 0.75, its unknown does not count
    ],
)
def test_the_sentence_counts_labs_beyond_half(
    golden: Golden, parameters: dict[str, str], case: str, open_labs: int
) -> None:
    finding = golden("tier_by_lab", TABLES, **parameters).finding
    assert finding is not None
    assert (finding.case, finding.values["open"], finding.values["labs"]) == (case, open_labs, 2)


def test_the_unknown_is_weighted_by_downloads_and_both_sides_need_what_is_known(golden: Golden) -> None:
    # Unknown 10,000 of 120,000. Google stands on both sides; Ai2's other side is only unknown.
    finding = golden("tier_by_lab", TABLES).finding
    assert finding is not None
    assert finding.values["unknown"] == pytest.approx(10000 / 120000)
    assert finding.values["apart"] == 1
