"""downloads_by_tier: sums of 30-day counters by tier at each reading of whole organisations."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

AUGUST, SEPTEMBER = date(2025, 8, 7), date(2025, 9, 7)

# Two readings of three models. The generative ones: google (tier 1) 600 -> 500, mistral (tier 2) 300 -> 1,500,
# a model of unknown licence 100 -> not counted. One embedding model (other tasks, tier 2) 1,000 -> 1,000.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        aug    | 1       | 2025-08-07    |
        sep    | 2       | 2025-09-07    | aug
    """,
    "mart_adoption": """
        run_id | snapshot_date | lab_id  | tier | task_scope | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
        aug    | 2025-08-07    | google  | 1    | generative | 1      | 600           |                      |
        aug    | 2025-08-07    | mistral | 2    | generative | 1      | 300           |                      |
        aug    | 2025-08-07    |         |      | generative | 1      | 100           |                      |
        aug    | 2025-08-07    | mistral | 2    | other      | 1      | 1000          |                      |
        sep    | 2025-09-07    | google  | 1    | generative | 1      | 500           | 500                  | 600
        sep    | 2025-09-07    | mistral | 2    | generative | 1      | 1500          | 1500                 | 300
        sep    | 2025-09-07    |         |      | generative | 1      |               |                      |
        sep    | 2025-09-07    | mistral | 2    | other      | 1      | 1000          | 1000                 | 1000
    """,
}


def test_each_tier_is_summed_and_unknown_stays_a_row_of_its_own(golden: Golden) -> None:
    result = golden("downloads_by_tier", TABLES)
    assert rows(result, "snapshot_date", "tier", "models", "downloads_30d") == [
        (AUGUST, 1, 1, 600),
        (AUGUST, 2, 1, 300),
        (AUGUST, None, 1, 100),
        (SEPTEMBER, 1, 1, 500),
        (SEPTEMBER, 2, 1, 1500),
        (SEPTEMBER, None, 1, None),  # no counter was read: unknown, not 0
    ]


def test_all_tasks_adds_the_embedding_model(golden: Golden) -> None:
    result = golden("downloads_by_tier", TABLES, tasks="all")
    assert (SEPTEMBER, 2, 2, 2500) in rows(result, "snapshot_date", "tier", "models", "downloads_30d")


def test_growth_without_one_model_is_the_whole_series_without_it(golden: Golden) -> None:
    # Without x (300 -> 1,250): 600 before, 750 after: +25 % instead of 2,000 / 900 - 1 = +122 %. All its steps are left out.
    swing = """
        run_id | snapshot_date | before_date | model_id | lab_id  | tier | downloads_before | downloads_after
        sep    | 2025-09-07    | 2025-08-07  | x        | mistral | 2    | 300              | 1250
    """
    finding = golden("downloads_by_tier", TABLES | {"mart_swing": swing}).finding
    assert finding is not None
    assert (finding.case, finding.values["model"]) == ("one_model", "x")
    assert round(finding.values["growth_without"], 6) == 0.25


def test_the_finding_compares_like_for_like(golden: Golden) -> None:
    # The same models: 600 + 300 = 900 before, 500 + 1,500 = 2,000 after: 2,000 / 900 - 1 = +122 %.
    finding = golden("downloads_by_tier", TABLES).finding
    assert finding is not None
    assert (finding.case, finding.as_of, finding.values["total"]) == ("rose", SEPTEMBER, 2000)
    assert round(finding.values["growth"], 4) == 1.2222
    assert (finding.confidence, finding.confidence_reason) == ("low", "few_readings")


def test_missing_counts_lower_the_coverage_and_are_not_what_is_told(golden: Golden) -> None:
    # October lacks counts that were 500 in September: of 1,500 + 500 = 2,000 only 1,500 are compared, 75 %, and the run is
    # partial. The sentence stays that of September, 2,000 downloads.
    october = {
        "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id | uncounted_share
        aug    | 1       | 2025-08-07    |                 |
        sep    | 2       | 2025-09-07    | aug             | 0
        oct    | 3       | 2025-10-07    | sep             | 0.25
    """,
        "mart_adoption": """
        run_id | snapshot_date | tier | task_scope | models | downloads_30d | uncounted_downloads_30d | common_downloads_30d | common_downloads_30d_before
        aug    | 2025-08-07    | 2    | generative | 2      | 900           | 0                       |                      |
        sep    | 2025-09-07    | 2    | generative | 2      | 2000          | 0                       | 2000                 | 900
        oct    | 2025-10-07    | 2    | generative | 2      | 1500          | 500                     | 1500                 | 1500
    """,
    }
    result = golden("downloads_by_tier", october)
    assert rows(result, "downloads_30d", "uncounted_downloads_30d", "flags") == [
        (900, 0, None),
        (2000, 0, None),
        (1500, 500, "partial"),
    ]
    assert result.finding is not None
    assert (result.finding.as_of, result.finding.values["total"]) == (SEPTEMBER, 2000)
