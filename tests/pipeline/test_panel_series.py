"""Figures of the reference panel that run over time, recomputed by hand from ``data/reference/observations.csv``."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from ouverture.metrics.reader import Reader
from ouverture.places import Places
from ouverture.pointer import current


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


def test_a_ranking_is_in_no_total(panel_installation: Path) -> None:
    with duckdb.connect(current(Places(panel_installation)).path, read_only=True) as connection:
        marts = connection.execute(
            "SELECT table_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name) "
            "WHERE starts_with(table_name, 'mart_') AND column_name = 'run_id'"
        ).fetchall()
        ranked = "SELECT count(*) FROM {} WHERE run_id IN (SELECT run_id FROM snapshot_run WHERE listing = 'ranking')"
        found = {mart for (mart,) in marts if connection.execute(ranked.format(mart)).fetchone() != (0,)}
    assert found == set()


def test_ages_count_the_models_that_were_renamed(panel_installation: Path, reader: Reader) -> None:
    # GLM-4-9B-0414 and GLM-4-32B-0414, created in April 2025 (which stands under zai-org), are followed since May.
    with duckdb.connect(current(Places(panel_installation)).path, read_only=True) as connection:
        followed = connection.execute(
            "SELECT count(*) FROM cumulative JOIN model USING (model_key) "
            "WHERE from_start AND model_id LIKE '%GLM-4-%0414' AND first_seen <= '2025-05-07'"
        ).fetchone()
    assert followed == (2,)
    finding = reader.run("time_to_n").finding
    assert finding is not None
    assert finding.case == "not_yet"  # with them there is no median: fewer than half have reached a million


@pytest.mark.parametrize(
    ("metric", "without"),
    # Qwen2.5-1.5B-Instruct taken from both sides of each of the ten steps: Qwen's + 61 % becomes + 470 %,
    # the + 6.8 % of all + 32.7 %.
    [("lab_adoption", 4.701), ("downloads_by_tier", 0.327)],
)
def test_growth_without_one_model_leaves_it_out_of_every_step(reader: Reader, metric: str, without: float) -> None:
    finding = reader.run(metric).finding
    assert finding is not None
    assert (finding.case, finding.values["model"]) == ("machine", "Qwen/Qwen2.5-1.5B-Instruct")
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
