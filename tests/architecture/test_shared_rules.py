"""Rules that queries share are macros of the schema: who spells one out again will one day correct one of the two."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from ouverture.metrics.catalogue import METRICS, own_catalogue
from ouverture.pipeline.schema import schema_sql
from ouverture.pipeline.transforms import TRANSFORMS

SPELT_OUT = {
    "of_tasks": r"tasks = 'all' OR",
    "on_basis": r"basis = 'raw' OR",
    "of_source": r"'auto' OR [\w.]*source =",
    "least_tier": r"'any', 'permissive'",
    "size_place": r"\['<1B', '1-7B'",
    "side_of": r"THEN 'unknown'\s+WHEN [\w.]*tier >=",
    "part_of": r"coalesce\(sum\(([\w.]+)\) FILTER \([^()]*(?:\([^()]*\))?[^()]*\), 0\)\s*/ (?:nullif\()?sum\(\1\)",
    "largest_change": r"abs\(downloads_after - downloads_before\)\)",
    "flags_and_gap": r"days_since_previous > [$\w]+ THEN 'gap' END\), ''\)",
    "sources_of": r"list_distinct\(string_split\(|string_agg\(DISTINCT [\w.]*source\b",
    "by_votes": r"'bradley-terry'",
    "blended_price": r"3 \* [\w.]*price_in",
    "incomplete_labs": r"WHERE c\.incomplete",
    "without_each": r"- coalesce\(s\.downloads_after, 0\)",
}


def sql_files() -> list[Path]:
    return sorted([*TRANSFORMS.rglob("*.sql"), *METRICS.rglob("*.sql")])


@pytest.mark.parametrize(("macro", "spelt_out"), SPELT_OUT.items(), ids=SPELT_OUT)
def test_a_shared_rule_stands_once(macro: str, spelt_out: str) -> None:
    found = [path for path in sql_files() for _ in re.finditer(spelt_out, path.read_text(encoding="utf-8"))]
    assert {path.parent.name for path in found} == {"schema"}, f"write {macro}(…): {[path.name for path in found]}"
    assert len(set(found)) == 1


def test_a_claim_judges_as_its_metric_does() -> None:
    """A claim cannot bind the metric's constants; what it leaves unsaid is the default of the macro that both call."""
    (defaults,) = re.findall(r"MACRO open_share_judged\(least_coverage := (.+), flat_change := (.+)\) AS", schema_sql())
    constants = own_catalogue()["open_share_definitions"].constants
    assert tuple(map(float, defaults)) == (constants["coverage_medium"], constants["flat_change"])


def test_texts_name_the_tolerance_of_a_joint() -> None:
    with duckdb.connect() as connection:
        connection.execute(schema_sql())
        (tolerance,) = connection.execute("SELECT joint_tolerance()").fetchall()[0]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (*sql_files(), *METRICS.rglob("*.toml")))
    named = re.findall(r"(\d+) %(?= on every| près chaque| chaque jour| d'écart chacun)", texts)
    assert len(named) >= 9
    assert {*named} == {f"{100 * tolerance:.0f}"}
