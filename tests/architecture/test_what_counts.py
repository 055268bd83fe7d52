"""What counts, raw or adjusted and over which tasks, is the reader's to choose: in every metric that adds up."""

from __future__ import annotations

import ast
import re

import duckdb

from ouverture.metrics.catalogue import own_catalogue
from ouverture.pipeline.schema import create_schema
from tests import REPOSITORY

CATALOGUE = own_catalogue()


def test_a_page_that_shows_adoption_offers_raw_and_adjusted() -> None:
    mute = []
    for path in sorted((REPOSITORY / "pages").glob("*.py")):
        page = path.read_text(encoding="utf-8")
        shown = [CATALOGUE[name] for name in re.findall(r'card\("(\w+)"', page)]
        offered = re.search(r'scope_bar\([^)]*"basis"', page)
        if any("basis" in metric.parameters for metric in shown) and not offered:
            mute.append(path.name)
    assert mute == [], 'a card there takes basis: scope_bar(… "basis")'


def scope_bars() -> list[tuple[str, set[str], set[str]]]:
    """Page and line, the controls of each scope bar, and the metrics drawn beside it, those of a screen called too."""
    found = []
    for path in sorted((REPOSITORY / "pages").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bodies = [getattr(n, key) for n in ast.walk(tree) for key in ("body", "orelse") if getattr(n, key, None)]
        for body in bodies:
            for bar in (n.value for n in body if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call)):
                if ast.unparse(bar.func) != "scope_bar":
                    continue
                text = "\n".join(line for line in map(ast.unparse, body) if not line.startswith("more("))  # links
                for screen in set(re.findall(r"\b(\w+)\.\w+\(", text)):
                    module = REPOSITORY / "ouverture" / "dashboard" / "screens" / f"{screen}.py"
                    text += module.read_text(encoding="utf-8") if module.exists() else ""
                shown = {name for name in re.findall(r"""["'](\w+)["']""", text) if name in CATALOGUE}
                controls = {value.value for value in bar.args if isinstance(value, ast.Constant)}
                found.append((f"pages/{path.name}:{bar.lineno}", controls, shown))
    return found


def test_every_control_of_a_scope_bar_moves_a_card_beside_it() -> None:
    dead = [
        f"{where}: no card here takes {control!r}: leave it out of scope_bar(…)"
        for where, controls, shown in scope_bars()
        for control in sorted(controls)
        if not any(control in CATALOGUE[name].parameters for name in shown)
    ]
    assert len(scope_bars()) >= 9
    assert dead == []


COUNTS_WITHOUT = {  # metrics that take no such choice, and why
    ("adjustment", "basis"): "it sets both side by side",
    ("entrants", "basis"): "it counts models, and downloads of none",
    ("lab_since_release", "basis"): "it leads with no model that is left out, and flags it",
    ("openness_matrix", "basis"): "downloads only put families in order, always adjusted",
    ("relative_adoption", "tasks"): "one model, among peers of its own task",
}


def test_a_metric_that_counts_downloads_lets_the_reader_choose_what_counts() -> None:
    """One that forgets ``basis`` counts machine traffic, and without ``tasks`` all tasks, whatever the page says."""
    with duckdb.connect() as connection:
        create_schema(connection)
        columns: dict[str, set[str]] = {}
        for table, column in connection.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall():
            columns.setdefault(table, set()).add(column)
    marks = {"basis": {"excluded", "basis"}, "tasks": {"task_scope", "tasks"}}
    counted = {  # mart_model is no mart of sums: a model stands in it once
        parameter: {t for t, names in columns.items() if "downloads_30d" in names and names & mark} - {"mart_model"}
        for parameter, mark in marks.items()
    }
    deaf = {
        (metric.name, parameter): metric.tables & tables
        for metric in CATALOGUE.values()
        for parameter, tables in counted.items()
        if metric.tables & tables and parameter not in metric.parameters
    }
    assert deaf.keys() == COUNTS_WITHOUT.keys(), (
        "name the parameter in `parameters` of the metric's .toml and count with counts_for($basis, $tasks, …), "
        f"or say in COUNTS_WITHOUT why it takes none: {deaf.keys() ^ COUNTS_WITHOUT.keys()}"
    )


def test_what_counts_is_chosen_where_rows_are_counted() -> None:
    """``$basis IS NOT NULL`` would name the parameter and change nothing."""
    used = r"(counts_for|on_basis|\w+_lineage)\([^()]*\${0}|\b{0} = \${0}|of_tasks\(\${0}|\${0} = '|CASE \${0} WHEN"
    idle = {
        (metric.name, parameter)
        for metric in CATALOGUE.values()
        for parameter in metric.parameters.keys() & {"basis", "tasks"}
        if not re.search(used.format(parameter), metric.sql)
    }
    assert idle == set(), "count with counts_for($basis, $tasks, …)"


def test_one_basis_is_the_default_everywhere() -> None:
    """The same card says the same on every page, in the API and in a CSV that names no basis."""
    defaults = {m.name: m.parameters["basis"].default for m in CATALOGUE.values() if "basis" in m.parameters}
    assert set(defaults.values()) == {"raw"}, defaults
