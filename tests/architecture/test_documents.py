"""What the documents promise is compared with what the code does."""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import duckdb
import pytest

import ouverture
from ouverture.arguments import parser
from ouverture.formatting import FORMATS as FINDING_FORMATS
from ouverture.metrics.catalogue import own_catalogue
from ouverture.metrics.metric import Chart, Column
from ouverture.metrics.parameters import Parameter
from ouverture.outcome import ExitCode
from ouverture.pipeline.schema import DICTIONARY, create_schema, dictionary, relations
from ouverture.places import Places
from ouverture.registry.sources import SOURCES
from ouverture.web.api import FILES
from ouverture.web.application import ROUTES
from ouverture.web.badges import TOLD
from tests import REPOSITORY
from tests.architecture.test_rooms import ROOMS, modules

METRICS = (REPOSITORY / "ouverture" / "metrics" / "README.md").read_text(encoding="utf-8")
TRANSFORMS = REPOSITORY / "ouverture" / "pipeline" / "transforms"
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
DOCUMENTS = [
    REPOSITORY / "README.md",
    REPOSITORY / "CONTRIBUTING.md",
    REPOSITORY / "ouverture" / "metrics" / "README.md",
    TRANSFORMS / "README.md",
    REPOSITORY / "CHANGELOG.md",
    *sorted((REPOSITORY / "docs").rglob("*.md")),
]
MADE_LATER = ("data/captures", "data/warehouse", "data/exports")  # by a run, not by the checkout


def commands() -> dict[str, argparse.ArgumentParser]:
    chosen = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(chosen.choices)


def line_of(document: str, start: str) -> str:
    return next(line for line in document.splitlines() if line.startswith(start))


def test_the_readme_names_every_command() -> None:
    listed = re.search(r"`ouverture ([a-z |]+)`", line_of(README, "- **Command line**"))
    assert listed
    assert listed[1].split(" | ") == list(commands())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_command_in_a_document_can_be_typed(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    typed = r"(?:(?<!import )ouverture|python -m ouverture) (?!ouverture)([a-z]+)((?: [^\n`|#;&]*)?)"
    for called, rest in re.findall(typed, text):
        if called not in commands():
            assert not re.search(rf"`[^`]*ouverture {called}\b", text), f"there is no `ouverture {called}`"
            continue
        options = {option for action in commands()[called]._actions for option in action.option_strings}
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
            assert option in options, f"`ouverture {called}` has no {option}"
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for target in re.findall(r"`make ([a-z]+)|^make ([a-z]+)", text, re.MULTILINE):
        assert "".join(target) in targets


def test_the_readme_and_help_give_every_exit_code() -> None:
    codes = {str(code.value) for code in ExitCode}
    line = line_of(README, "- **Command line**")
    assert set(re.findall(r"(?:codes: |· )(\d) \w", line)) == codes
    assert set(re.findall(r"(\d) \w", parser().epilog or "")) == codes


def test_every_environment_variable_is_documented() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules())
    read = set(re.findall(r'environ(?:\.get\(|\[)\s*"([A-Z_]+)"', code))
    read |= {source.key for source in SOURCES.values() if source.key}
    documented = set(re.findall(r"`([A-Z][A-Z_]+)`", line_of(README, "- **Environment**")))
    assert read <= documented
    assert documented - read <= {"HF_TOKEN"}  # huggingface_hub reads it itself
    assert "OUVERTURE_<NAME>_URL" in ARCHITECTURE


def test_the_readme_names_every_address() -> None:
    line = line_of(README, "- **HTTP**")
    documented = set(re.findall(r"`(/[^`]*)`", line))
    served = {route.path for route in ROUTES if "{rest" not in route.path}
    badges = f"/badge/<{'|'.join(TOLD)}>/<id>.svg"
    files = f"/api/v1/metrics/<name>.<{'|'.join(FILES)}>"
    rows = "/api/v1/metrics/<name>"
    served = {re.sub(r"\{(build|table)\}", r"<\1>", path) for path in served}
    assert documented == (served - {"/api/v1/metrics/{file}", "/badge/{kind}/{name:path}"}) | {files, rows, badges}


def test_the_dictionary_is_the_schema_s() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary(), "run `python -m ouverture.pipeline.schema`"


def test_the_rooms_and_places_of_the_architecture_stand() -> None:
    rooms = re.findall(r"^\| (`[^|]+`) \|", ARCHITECTURE, re.MULTILINE)
    assert set(ROOMS) <= {room.strip("`").rstrip("/") for row in rooms for room in row.split(", ")}
    tree = ARCHITECTURE.split("```")[1]
    places = Places(Path("data"))
    for place in (places.captures, places.warehouse, places.exports, places.lock, places.pointer):
        assert re.search(rf"\b{re.escape(place.name)}\b", tree), place.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_files_that_a_document_names_are_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:etl|ouverture|pages|tests|data|docs|benchmarks)/[\w./*-]+)`", text))
    named |= {
        (document.parent / link).resolve().relative_to(REPOSITORY).as_posix()
        for link in re.findall(r"\]\(([^)#:]+)\)", text)
    }
    for name in named:
        if not name.startswith(MADE_LATER):
            assert list(REPOSITORY.glob(name.rstrip("/"))), f"{name} is not there"


def words_of(annotation: Any) -> list[str]:
    """Values of a Literal, or of the one inside a union."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [word for part in get_args(annotation) for word in words_of(part)]


@pytest.mark.parametrize(
    ("what", "known"),
    [
        ("type of a column", words_of(Column.model_fields["type"].annotation)),
        ("type of a parameter", words_of(Parameter.model_fields["type"].annotation)),
        ("unit of a column", words_of(Column.model_fields["unit"].annotation)),
        ("kind of a chart", words_of(Chart.model_fields["kind"].annotation)),
        ("key of a chart", list(Chart.model_fields)),
        ("format of a value", list(FINDING_FORMATS)),
    ],
)
def test_the_words_of_a_metric_file_are_those_the_loader_knows(what: str, known: list[str]) -> None:
    assert line_of(METRICS, f"| {what} |") == f"| {what} | {', '.join(known)} |"


def test_temporary_tables_that_later_files_read_are_described() -> None:
    """A reader of ``FROM attribute`` finds neither in the schema nor in the dictionary what that is."""
    files = [*TRANSFORMS.glob("*.sql"), *(REPOSITORY / "ouverture" / "pipeline" / "checks").rglob("*.sql")]
    sql = {path: re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8")) for path in files}
    made: dict[str, set[Path]] = {}
    for path, text in sql.items():
        for name in re.findall(r"CREATE OR REPLACE TEMP (?:TABLE|VIEW|MACRO) (\w+)", text):
            made.setdefault(name, set()).add(path)
    shared = {
        name
        for name, makers in made.items()
        if any(
            re.search(rf"\b(?:FROM|JOIN|INTO|UPDATE)\s+{name}\b|\b{name}\(", text)
            for path, text in sql.items()
            if path not in makers
        )
    }
    table = (TRANSFORMS / "README.md").read_text(encoding="utf-8").split("## Temporary tables")[1]
    described = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE))))
    assert described >= shared, f"{TRANSFORMS.name}/README.md lacks {shared - described}"
    assert described <= made.keys(), f"no longer made: {described - made.keys()}"


def test_the_words_of_the_glossary_are_names_of_the_schema() -> None:
    """A word that no table, column or parameter bears any more explains nothing."""
    with duckdb.connect() as connection:
        create_schema(connection)
        named = {name for (name,) in connection.execute("SELECT column_name FROM duckdb_columns()").fetchall()}
        named |= {relation.name for relation in relations(connection)}
    named |= {name for metric in own_catalogue().values() for name in metric.parameters}
    named.add("batch")  # a temporary table
    glossary = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [row.strip("| ").split(" | ") for row in glossary.splitlines() if row.startswith("| **")]
    assert len(rows) >= 20
    places = [place for row in rows for place in re.findall(r"(?:table|view|columns?|parameter) ([`\w, ]+)", row[-1])]
    assert set(re.findall(r"`(\w+)`", " ".join(places))) <= named


def test_the_citation_names_this_version() -> None:
    citation = (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")
    assert f'\nversion: "{ouverture.__version__}"\n' in citation
    archived = json.loads((REPOSITORY / ".zenodo.json").read_text(encoding="utf-8"))
    assert (archived["version"], archived["license"]) == (ouverture.__version__, "MIT")
    assert f'title: "{archived["title"]}"' in citation


def test_the_lab_that_the_recipe_shows_is_the_registry_s() -> None:
    recipes = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", recipes, re.DOTALL)
    ((lab_id, shown),) = tomllib.loads(example)["lab"].items()
    labs = (REPOSITORY / "data" / "registry" / "labs.toml").read_text(encoding="utf-8")
    assert tomllib.loads(labs)["lab"][lab_id] == shown
