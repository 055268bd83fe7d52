"""lab_adoption: what people download from each lab, its share of all listed, and its index on the same models."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows
from tests.sql.test_open_share import MOVER, TABLES

AUGUST, SEPTEMBER = date(2025, 8, 7), date(2025, 9, 7)

# The tables of open_share: google 600 -> 500 on the same model; mistral 300 -> 1,500, of which 1,200 on the same
# models; a model of no lab 100 -> 100. Totals 1,000 and 2,100.


def test_each_lab_has_its_downloads_and_its_share_of_all_listed(golden: Golden) -> None:
    found = rows(golden("lab_adoption", TABLES), "lab_id", "snapshot_date", "models", "downloads_30d", "share")
    assert found == [
        ("google", AUGUST, 1, 600, 0.6),
        ("google", SEPTEMBER, 1, 500, 0.238095),
        ("mistral", AUGUST, 2, 300, 0.3),
        ("mistral", SEPTEMBER, 3, 1500, 0.714286),
    ]


def test_the_index_follows_the_models_of_both_readings(golden: Golden) -> None:
    # google 100 · 500/600; mistral 100 · 1,200/300, though its raw downloads grew fivefold.
    found = rows(golden("lab_adoption", TABLES), "lab_id", "snapshot_date", "index_like_for_like", "coverage")
    assert found == [
        ("google", AUGUST, 100.0, None),
        ("google", SEPTEMBER, 83.333333, 1.0),
        ("mistral", AUGUST, 100.0, None),
        ("mistral", SEPTEMBER, 400.0, 0.8),
    ]


def test_all_tasks_adds_the_embedding_model(golden: Golden) -> None:
    # mistral 1,500 + 1,000 of 3,100.
    found = rows(golden("lab_adoption", TABLES, tasks="all"), "lab_id", "snapshot_date", "downloads_30d", "share")
    assert ("mistral", SEPTEMBER, 2500, 0.806452) in found


def test_the_finding_names_the_leader_and_its_change_on_the_same_models(golden: Golden) -> None:
    finding = golden("lab_adoption", TABLES).finding
    assert finding is not None
    assert (finding.case, finding.values["lab"], finding.values["downloads"]) == ("rose", "mistral", 1500)
    assert (finding.as_of, finding.values["since"], finding.values["change"]) == (SEPTEMBER, AUGUST, 3.0)
    assert (finding.confidence, finding.confidence_reason) == ("low", "few_readings")


def test_a_growth_that_one_model_made_is_said_to_be_so(golden: Golden) -> None:
    # Without x (100 -> 900) mistral's models went 200 -> 300: +50 % instead of +300 %.
    finding = golden("lab_adoption", TABLES | {"mart_swing": MOVER}).finding
    assert finding is not None
    assert (finding.case, finding.values["model"], finding.values["growth"]) == ("one_model", "mistralai/x", 3.0)
    assert round(finding.values["growth_without"], 6) == 0.5


def test_machine_traffic_on_which_the_growth_turns_is_called_so_in_the_title(golden: Golden) -> None:
    # The same +300 % and +50 %, where x is left out of adjusted figures.
    machine = MOVER.replace("downloads_after", "downloads_after | excluded").replace("| 900", "| 900 | true")
    result = golden("lab_adoption", TABLES | {"mart_swing": machine})
    assert result.headline() == "mistral leads: 1.5K downloads; growth hangs on machine traffic"
    assert "Without mistralai/x, machine traffic, the same models give +50% since" in (result.note() or "")
