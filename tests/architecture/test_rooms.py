"""Who may import whom. Each rule says why; import-linter holds the larger ones (pyproject.toml)."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from ouverture.pipeline.inputs import _PARTS as FINGERPRINTED
from ouverture.registry.tables import LATE
from tests import REPOSITORY

AT_STREAMLIT = tuple(f"ouverture/web/{name}.py" for name in ("application", "media", "resuming", "server", "warming"))
ROOMS = ("app.py", "etl", "pages", "ouverture")


def modules() -> list[Path]:
    return [
        p
        for room in ROOMS
        for p in ([REPOSITORY / room] if room.endswith(".py") else sorted((REPOSITORY / room).rglob("*.py")))
    ]


@cache
def imports(path: Path) -> set[str]:
    """Full names of everything a module imports, at the top or inside functions; TYPE_CHECKING blocks included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def importers(name: str) -> set[str]:
    return {
        str(path.relative_to(REPOSITORY))
        for path in modules()
        if any(found == name or found.startswith(f"{name}.") for found in imports(path))
    }


def test_the_hub_client_lives_under_sources_only() -> None:
    """A change of the Hub or its client must touch one folder."""
    assert all(path.startswith("ouverture/pipeline/sources/") for path in importers("huggingface_hub"))
    assert importers("huggingface_hub")


def test_pages_know_neither_sql_nor_the_write_side() -> None:
    """A page is a table of contents: figures, queries and rules lie where they can be tested without a browser."""
    for path in (REPOSITORY / "pages").glob("*.py"):
        foreign = {name.split(".")[0] for name in imports(path)} - {"ouverture", "__future__"}
        assert not foreign, f"{path.name} imports {foreign}"
        assert all(
            name == "ouverture" or name.startswith("ouverture.dashboard") for name in imports(path) - {"__future__"}
        )
        assert "SELECT" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("library", ["streamlit", "plotly"])
def test_screens_are_drawn_in_the_dashboard_only(library: str) -> None:
    """Metrics and the ETL serve the API, the command line and notebooks as well."""
    assert all(path.startswith(("ouverture/dashboard/", *AT_STREAMLIT, "app.py")) for path in importers(library))


def test_readers_know_of_the_write_side_only_what_a_verdict_reads() -> None:
    """They read published files; how those came about is not their business (pyproject.toml has the layers)."""
    for path in (REPOSITORY / "ouverture" / "dashboard").rglob("*.py"):
        assert not {name for name in imports(path) if name.startswith("ouverture.pipeline")}, path


def test_the_verdict_only_reads() -> None:
    """Readers import it: it must bring neither builds in the making, nor clients of the Hub, nor a database with it."""
    brought = imports(REPOSITORY / "ouverture" / "health.py")
    journals = {
        f"ouverture.pipeline.{name}"
        for name in ("capture", "damage", "faults", "ledger", "lock", "packed", "sources", "stored", "visits")
    }
    assert {".".join(name.split(".")[:3]) for name in brought if name.startswith("ouverture.pipeline.")} <= journals
    clients = {
        f"ouverture.pipeline.sources.{path.stem}"
        for path in (REPOSITORY / "ouverture/pipeline/sources").glob("[!_]*.py")
    }
    assert not brought & clients
    assert "duckdb" not in brought


def test_the_dashboard_asks_metrics_never_duckdb() -> None:
    """Every number on a screen has a metric file."""
    assert not {path for path in importers("duckdb") if path.startswith(("ouverture/dashboard/", "pages/", "app.py"))}


def test_one_module_writes_the_warehouse() -> None:
    """Two writers, or a writer on a published file, would break every reader."""
    writers = {
        str(path.relative_to(REPOSITORY))
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("duckdb.connect", "connect")
        and node.args  # without a path it is a database in memory
        and not any(k.arg == "read_only" and ast.unparse(k.value) == "True" for k in node.keywords)
    }
    assert writers == {"ouverture/pipeline/publish.py"}


def test_every_page_draws_charts_through_the_card() -> None:
    """A chart outside the card would have no source, date, build or limits."""
    users = {
        str(path.relative_to(REPOSITORY)) for path in modules() if "plotly_chart(" in path.read_text(encoding="utf-8")
    }
    assert users == {"ouverture/dashboard/card.py"}


def test_a_build_is_dirty_when_any_code_that_makes_its_rows_changes() -> None:
    """Code that the fingerprint leaves out would be changed, and the old rows stay as if nothing had happened."""
    around = [
        "capture",
        "durable",
        "interruption",
        "ledger",
        "lock",
        "months",
        "packed",
        "progress",
        "publish",
        "room",
        "storage",
        "stored",
        "visits",
        "sources/__init__",
    ]  # make no row
    package = REPOSITORY / "ouverture"
    room = package / "pipeline"
    reached, waiting = set(), [room / "build.py"]
    while waiting:
        path = waiting.pop()
        if path not in reached and path.is_file():
            reached.add(path)
            for name in (name for name in imports(path) if name.startswith("ouverture.")):
                stem = REPOSITORY / name.replace(".", "/")
                waiting += [stem.with_suffix(".py"), stem / "__init__.py"]
    covered = {path for part in FINGERPRINTED for path in package.glob(part)}
    assert covered >= {package / "registry" / "tables.py", room / "transforms" / "schema" / "10_core_ledger.sql"}
    ground = {package / f"{name}.py" for name in ("__init__", "outcome", "places", "pointer")}
    beside = reached - covered - ground
    assert {path.relative_to(room).with_suffix("").as_posix() for path in beside} <= set(around)


def test_what_runs_leave_rests_on_nothing_that_every_build_makes_anew() -> None:
    """It would be of the registry and code of its day, while the rest is of today's: only a replay made it whole."""
    room = REPOSITORY / "ouverture" / "pipeline"
    of_runs, anew = (
        {path: path.read_text() for part in parts for path in sorted((room / "transforms").glob(part))}
        for parts in (("[0-3]*.sql", "source_*.sql", "../checks/run/*.sql"), ("[45]*.sql", "../statistics/*.py"))
    )
    made = set(re.findall(r"(?:INSERT INTO |insert_cells\(\w+, \")(\w+)", "\n".join(anew.values())))
    assert len(made) > 20
    late = made | {name for name, columns in LATE.items() if not columns}
    for path, text in of_runs.items():
        code = re.sub(r"--.*|'[^'\n]*'", "", text)
        reads = late & set(re.findall(r"\b(?:FROM|JOIN) (\w+)", code))
        assert not reads, f"{path.name} reads {reads}"
    cleared = set(re.findall(r"(?:DELETE FROM|TRUNCATE|CREATE OR REPLACE TEMP TABLE) (\w+)", "\n".join(anew.values())))
    assert made - cleared == set()
