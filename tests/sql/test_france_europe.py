"""france_europe: regions over time; a region that the source does not list is not measured."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

AUGUST, SEPTEMBER = date(2025, 8, 7), date(2025, 9, 7)
LABS = """
    lab_id    | name         | country
    google    | Google       | US
    mistral   | Mistral AI   | FR
    ukp       | UKP Lab      | DE
    stability | Stability AI | GB
"""

# September, 1,000 downloads: 700 American, 200 French, 50 French on an American base, 50 without a lab. The German lab is
# listed, with no generative model: its region is not measured. The British one is not listed. In August only the American
# lab is.
TABLES = {
    "lab": LABS,
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        aug    | 1       | 2025-08-07    |
        sep    | 2       | 2025-09-07    | aug
    """,
    "mart_country": """
        run_id | snapshot_date | publisher_origin | base_origin  | parent_origin | base  | tier | models | downloads_30d
        aug    | 2025-08-07    | US               | US           | US            | none  | 1    | 1      | 1000
        sep    | 2025-09-07    | US               | US           | US            | none  | 1    | 1      | 700
        sep    | 2025-09-07    | FR               | FR           | FR            | none  | 2    | 1      | 200
        sep    | 2025-09-07    | FR               | US           | FR            | named | 1    | 1      | 50
        sep    | 2025-09-07    | unaffiliated     | unaffiliated | unaffiliated  | none  |      | 1      | 50
    """,
    "mart_adoption": """
        run_id | snapshot_date | lab_id  | tier | models | downloads_30d
        aug    | 2025-08-07    | google  | 1    | 1      | 1000
        sep    | 2025-09-07    | google  | 1    | 1      | 700
        sep    | 2025-09-07    | mistral | 2    | 2      | 250
        sep    | 2025-09-07    |         |      | 1      | 50
    """,
    "mart_lab": """
        run_id | snapshot_date | lab_id  | task_scope | organisations
        aug    | 2025-08-07    | google  | generative | [google]
        sep    | 2025-09-07    | google  | generative | [google]
        sep    | 2025-09-07    | mistral | generative | [mistralai]
        sep    | 2025-09-07    | ukp     | other      | [sentence-transformers]
    """,
}


def test_shares_of_regions_and_what_is_not_measured(golden: Golden) -> None:
    result = golden("france_europe", TABLES)
    picked = rows(result, "snapshot_date", "region", "labs", "share", "leading_lab", "open_share", "foreign_base_share")
    assert picked == [
        (AUGUST, "FR", 0, None, None, None, None),
        (AUGUST, "EU_OTHER", 0, None, None, None, None),
        (AUGUST, "GB", 0, None, None, None, None),
        (AUGUST, "CH", 0, None, None, None, None),
        (AUGUST, "unknown", None, 0, None, None, None),
        (SEPTEMBER, "FR", 1, 0.25, "Mistral AI", 0.8, 1),  # 200 of 250 open; the one named base is American
        (SEPTEMBER, "EU_OTHER", 0, None, None, None, None),  # its lab is listed without a generative model
        (SEPTEMBER, "GB", 0, None, None, None, None),
        (SEPTEMBER, "CH", 0, None, None, None, None),
        (SEPTEMBER, "unknown", None, 0.05, None, 0, None),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["france"], finding.values["since"]) == ("first_reading", 0.25, SEPTEMBER)
    assert (finding.values["listed"], finding.values["labs"]) == (1, 3)
    assert (finding.values["leader"], finding.values["open"], finding.values["abroad"]) == ("Mistral AI", 0.8, 1)


def test_a_listed_lab_without_downloads_of_these_tasks_is_at_zero(golden: Golden) -> None:
    result = golden("france_europe", TABLES, tasks="all")
    found = {
        region: share for day, region, share in rows(result, "snapshot_date", "region", "share") if day == SEPTEMBER
    }
    assert found == {"FR": 0.25, "EU_OTHER": 0, "GB": None, "CH": None, "unknown": 0.05}


def test_without_france_nothing_is_said_of_it(golden: Golden) -> None:
    august = {name: text.replace("sep ", "jul ") for name, text in TABLES.items()}
    august["snapshot_run"] = "run_id | run_seq | snapshot_date\naug | 1 | 2025-08-07"
    finding = golden("france_europe", august).finding
    assert finding is not None
    assert finding.case == "absent"
