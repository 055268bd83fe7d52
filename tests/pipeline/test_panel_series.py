"""Figures of the reference panel that run over time, recomputed by hand from ``data/reference/observations.csv``."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.places import Places
from etl.publish import current
from metrics.reader import Reader


@pytest.fixture(scope="module")
def reader(panel_installation: Path) -> Reader:
    return Reader(Places(panel_installation))


def test_a_renamed_organisation_keeps_its_downloads(panel_installation: Path) -> None:
    # THUDM's generative models of May to July 2025, as the CSV has them under THUDM/…;
    # their creation and task stand under zai-org/… alone.
    with duckdb.connect(current(Places(panel_installation)).path, read_only=True) as connection:
        found = connection.execute(
            """
            SELECT strftime(snapshot_date, '%Y-%m'), sum(downloads_30d)::INTEGER FROM mart_adoption
            WHERE lab_id = (SELECT lab_id FROM organisation WHERE organisation_id = 'THUDM')
                AND task_scope = 'generative' AND snapshot_date BETWEEN '2025-05-01' AND '2025-07-31'
            GROUP BY ALL ORDER BY ALL
            """
        ).fetchall()
    assert found == [("2025-05", 154_471), ("2025-06", 161_021), ("2025-07", 239_126)]


def test_ages_count_the_models_that_were_renamed(reader: Reader) -> None:
    # With the two models of THUDM 43 of 112 reached a million: no median. gpt-oss-20b at day 30 over the median of 24.
    finding = reader.run("time_to_n").finding
    assert finding is not None
    assert (finding.case, finding.values["reached"], finding.values["models"]) == ("not_yet", 43, 112)
    finding = reader.run("cohort_curves").finding
    assert finding is not None
    assert (round(finding.values["ratio"], 1), finding.values["models"]) == (52.0, 24)


@pytest.mark.parametrize(
    ("metric", "without"),
    # Qwen2.5-1.5B-Instruct taken from both sides of each of the ten steps: Qwen's + 61 % becomes + 470 %,
    # the + 6.8 % of all + 32.7 %.
    [("lab_adoption", 4.701), ("downloads_by_tier", 0.327)],
)
def test_growth_without_one_model_leaves_it_out_of_every_step(reader: Reader, metric: str, without: float) -> None:
    finding = reader.run(metric).finding
    assert finding is not None
    assert (finding.case, finding.values["model"]) == ("one_model", "Qwen/Qwen2.5-1.5B-Instruct")
    assert round(finding.values["growth_without"], 3) == without


def test_an_adjusted_step_has_the_same_models_on_both_sides(reader: Reader) -> None:
    # December to January: 79 common models of Qwen that neither reading leaves out, 14,285,035 -> 12,820,459 (- 10 %):
    # the index goes from 153.04 to 137.35. Qwen2.5-1.5B-Instruct, a machine's in December, comes back without a step.
    table = reader.run("lab_adoption", {"basis": "adjusted", "labs": ["qwen"]}).table.to_pylist()
    steps = [
        (row["common_downloads_30d_before"], row["common_downloads_30d"], round(row["index_like_for_like"], 2))
        for row in table[1:3]
    ]
    assert steps == [(9_332_963, 14_283_041, 153.04), (14_285_035, 12_820_459, 137.35)]


def test_machine_traffic_leads_no_curve(reader: Reader) -> None:
    # 29.8 million of Qwen2.5-1.5B-Instruct at day 87 are a machine's.
    headline = reader.run("lab_since_release").headline()
    assert headline is not None
    assert "Qwen2.5-1.5B-Instruct" not in headline
