"""The metric and the golden test that ouverture/metrics/README.md shows are read and run as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

from ouverture.metrics.catalogue import load_catalogue
from tests import REPOSITORY
from tests.sql.conftest import Golden


def test_the_example_of_a_golden_test_passes(golden: Golden) -> None:
    text = (REPOSITORY / "ouverture" / "metrics" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(from tests\.sql.*?)```", text, re.DOTALL)
    namespace: dict[str, object] = {}
    exec(example, namespace)
    namespace["test_by_hand"](golden)  # type: ignore[operator]


def test_the_example_of_a_metric_loads(tmp_path: Path) -> None:
    text = (REPOSITORY / "ouverture" / "metrics" / "README.md").read_text(encoding="utf-8")
    (tmp_path / "adoption").mkdir()
    parts = re.findall(r"```(?:toml|sql)\n(.*?)```", text, re.DOTALL)
    for part, suffix in zip(parts, (".toml", ".sql", ".finding.sql"), strict=True):
        (tmp_path / "adoption" / f"shown{suffix}").write_text(part, encoding="utf-8")
    metric = load_catalogue(tmp_path)["shown"]
    assert (metric.version, metric.tables, metric.constants["readings_high"]) == (2, {"mart_adoption"}, 3)
