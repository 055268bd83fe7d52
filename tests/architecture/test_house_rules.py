"""Rules of the house that a reviewer would otherwise have to remember."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections import Counter
from importlib.metadata import PackageNotFoundError, requires
from typing import Any

import duckdb
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ouverture.dashboard.navigation import PAGES
from ouverture.dashboard.texts import texts
from ouverture.metrics.catalogue import load_common, own_catalogue
from ouverture.metrics.common import LISTED
from ouverture.metrics.left_out import left_out_of, tables_of
from ouverture.metrics.literals import named_in
from ouverture.metrics.metric import Metric
from ouverture.pipeline.schema import create_schema
from ouverture.pipeline.transforms import STAGES, TRANSFORMS
from tests import REPOSITORY
from tests.architecture.test_rooms import modules

CATALOGUE = own_catalogue()
LONGEST_MODULE = 400  # lines; 300 is a smell
SQL = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE|CREATE|DROP|COPY|ATTACH|MERGE|ALTER|COMMENT)\b")
MAY_BUILD_SQL = {  # names of tables and types are the checkout's own
    "ouverture/pipeline/schema.py",  # COMMENT ON takes no parameters
    "ouverture/pipeline/transforms/__init__.py",  # a list a column, each of the column's type
    "ouverture/lake.py",  # ATTACH and CREATE TABLE take no parameters; the names are the build's, the address is ours
    "ouverture/replica/lake.py",
}


TOLD_OTHERWISE = {  # what they leave out is no part of a reading, a board or a list of packages: their limits say it
    *tables_of(),  # they are the explanation
    *("releases_by_tier", "lab_releases"),  # models without a day of creation
    *("first_year", "lab_since_release", "pace"),  # quantised copies, and models not followed from their start
    *("may_i_use_it", "openness_drift", "openness_scores"),  # attributes, not downloads: what is unknown is a row
}


NO_NUMBERS = ("line_joint", "machine_traffic")  # views of how good readings are


SHOWN = ("shown", "each", "rows_max", "bands_shown", "providers_shown", "labs_shown")  # constants that cut a table
WITH_A_REST = {  # all that is left out stands in a row of its own, or nothing is
    *("attribution", "country_history", "downloads_by_library", "licence_mix", "likes_and_downloads", "lineage_flow"),
    "rank_bump",  # its rows say among how many labs they rank
    "catalogue_providers",
}


OWN_CONSTANTS = (*SHOWN, "priced_min", "fewest")  # their values are each metric's own, even where two are equal


def name_of(path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def stated_by(metric: Metric) -> dict[str, Any]:
    """What a metric's file itself states, before what it takes by name is written out."""
    return tomllib.loads((REPOSITORY / metric.file).read_text(encoding="utf-8"))


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    return listed.stdout.splitlines()


def test_every_transform_has_its_stage() -> None:
    """One that no stage names would lie there and never run, without a word."""
    stages = Counter(path.name for pattern in STAGES.values() for path in TRANSFORMS.glob(pattern))
    assert stages == Counter(path.name for path in TRANSFORMS.glob("*.sql"))


def test_a_table_that_a_run_fills_names_the_run() -> None:
    """Else nothing forgets its rows when a better run of the day comes, and no check misses them."""
    kept = {"model", "model_alias", "model_change", "reading"}  # what was seen, whichever run of the day counts
    by_source = {"cumulative", "dataset_use", "last_count", "latest_reading", "lineage"}  # replaced by their own file
    with duckdb.connect() as connection:
        create_schema(connection)
        keys = "SELECT table_name FROM duckdb_columns() WHERE column_name IN ('run_id', 'run_seq')"
        of_runs = {table for (table,) in connection.execute(keys).fetchall() if table.startswith("mart_")}
    of_runs |= {"organisation_coverage", "flow", "spike"}
    for stage in ("good_runs", "totals"):
        for path in TRANSFORMS.glob(STAGES[stage]):
            filled = set(re.findall(r"INSERT INTO (\w+)", path.read_text(encoding="utf-8"))) - kept - by_source
            assert filled <= of_runs, f"{path.name}: {filled - of_runs}"


def test_what_reads_a_table_that_leaves_rows_out_is_on_the_list_as_well() -> None:
    """A metric that asks a macro or a view of the schema asks the tables behind it."""
    with duckdb.connect() as connection:
        create_schema(connection)
        behind = dict(
            connection.execute(
                """
                SELECT function_name, macro_definition FROM duckdb_functions()
                WHERE NOT internal AND function_type = 'table_macro'
                UNION ALL
                SELECT view_name, regexp_extract(sql, '(?s) AS (.*);', 1) FROM duckdb_views() WHERE NOT internal
                """
            ).fetchall()
        )
    asked = frozenset().union(*(metric.tables for metric in CATALOGUE.values()))
    missing = {
        (metric, name)
        for metric, tables in tables_of().items()
        for name, query in behind.items()
        if name in asked and name not in {*tables, *NO_NUMBERS} and named_in(query) & tables
    }
    assert missing == set(), "name it in ouverture/metrics/left_out.toml"


@pytest.mark.parametrize("metric", CATALOGUE.values(), ids=lambda metric: metric.name)
def test_a_table_that_is_cut_says_so(metric: Metric) -> None:
    """A number in the query is quoted nowhere; rows that are left out without a word make totals look false."""
    query = re.sub(r"--.*", "", metric.sql)
    assert not re.search(r"\bLIMIT\s+(?!1\b)\d", query), "a LIMIT is a constant of the metric"
    assert not re.search(r"\bQUALIFY[^\n]*<=\s*(?!1\b)\d", query), "a rank that cuts is a constant of the metric"
    cut = set(re.findall(r"\bLIMIT\s+\$(\w+)|\bQUALIFY\b[^\n]*<=\s*\$(\w+)", query))
    if {name for names in cut for name in names} & {*SHOWN} and metric.name not in WITH_A_REST:
        assert "shown_of" in metric.columns, "name how many there are (column shown_of), or give the rest a row"


def test_one_place_says_which_reading_is_the_newest() -> None:
    """Written out in each query, card and claim came to speak of different sources on a day that two describe."""
    of_source = r"source = ('hub'|live_source\(\)) DESC|priority_of\(\w+\) NULLS"
    own_rule = re.compile(of_source + r"|ORDER BY snapshot_date DESC, source\b")
    written = {
        name_of(path)
        for path in (REPOSITORY / "ouverture").rglob("*.*")
        if path.suffix in (".sql", ".py") and own_rule.search(path.read_text(encoding="utf-8"))
    }
    assert written == {
        "ouverture/pipeline/transforms/schema/28_series.sql",  # the rule
        "ouverture/pipeline/transforms/40_mart_model.sql",  # of each model: there a reading without a count comes last
        "ouverture/metrics/models/relative_adoption.sql",  # the order of the rows only
    }


@pytest.mark.parametrize("metric", CATALOGUE.values(), ids=lambda metric: metric.name)
def test_a_metric_has_its_golden_test_and_its_method_text(metric: Metric) -> None:
    """A number nobody has computed by hand is a guess; a number without limits is an advertisement."""
    golden = REPOSITORY / "tests" / "sql" / f"test_{metric.name}.py"
    assert golden.exists(), f"{metric.file} needs {name_of(golden)}"
    assert f'"{metric.name}"' in golden.read_text(encoding="utf-8")
    for text in (metric.title, metric.question, metric.unit, metric.formula):
        assert text.en
        assert text.fr
    assert metric.question.en != metric.question.fr
    assert metric.formula.en != metric.formula.fr
    assert metric.limits.en


@pytest.mark.parametrize("metric", CATALOGUE.values(), ids=lambda metric: metric.name)
def test_a_metric_that_can_leave_rows_out_says_which(metric: Metric) -> None:
    """A number whose scope or basis the reader chooses has rows beside it: the card must be able to show them."""
    explained = left_out_of(metric)
    assert set(explained) <= set(CATALOGUE)
    if {"tasks", "basis"} & set(metric.parameters) and metric.name not in TOLD_OTHERWISE:
        assert explained, f"{metric.file}: name its tables in ouverture/metrics/left_out.toml"
    for name in explained:
        shared = {
            key: value
            for key, value in metric.validate(dict.fromkeys(metric.required, "1")).items()
            if key in CATALOGUE[name].parameters
        }
        CATALOGUE[name].validate(shared)


def test_what_two_metrics_share_stands_once() -> None:
    """A meaning that is written twice will be corrected once; one that nobody takes has no reader."""
    common = load_common()
    stated, taken = Counter[str](), set[tuple[str, str]]()
    for metric in CATALOGUE.values():
        file = stated_by(metric)
        for listed, section in LISTED.items():
            own = file.get(section, {})
            for entry in file.get(listed, []):
                shared, _, name = entry.rpartition(" as ")
                if shared or not own.get(name, {}).keys() >= {"label"}:
                    taken.add((section, shared or name))
            stated.update(
                definitions(section, {k: keys for k, keys in own.items() if keys.keys() & {"meaning", "label"}})
            )
        for limit in file["limits"]:
            if isinstance(limit, str):
                taken.add(("limit", limit))
            else:
                stated.update(definitions("limit", {"": limit}))
        own = file.get("constants", {})
        taken |= {("constants", name) for name in metric.constants.keys() - own}
        stated.update(definitions("constants", {k: value for k, value in own.items() if k not in OWN_CONSTANTS}))
    for section, entries in common.items():
        for name, keys in entries.items():
            stated.update(definitions(section, {"" if section == "limit" else name: keys}))
    twice = [what for what, times in stated.items() if times > 1]
    assert twice == [], "stands in two files: move it to ouverture/metrics/common.toml and take it by name"
    assert {(section, name) for section, entries in common.items() for name in entries} == taken


def definitions(section: str, entries: dict[str, Any]) -> list[str]:
    return [f"[{section}.{name}] {json.dumps(keys, sort_keys=True, default=str)}" for name, keys in entries.items()]


def test_every_card_on_a_page_is_a_metric() -> None:
    """A misspelt name would show "there is no such chart" to the visitor."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) in ("card", "fetch", "card.card")):
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                assert node.args[0].value in CATALOGUE, f"{name_of(path)}:{node.lineno}"
                offered = {key: value for key, value in ((k.arg, k.value) for k in node.keywords) if key == "controls"}
                names = {n.value for n in ast.walk(offered.get("controls", node.func)) if isinstance(n, ast.Constant)}
                if isinstance(offered.get("controls"), ast.List | ast.Tuple):
                    assert names <= CATALOGUE[node.args[0].value].parameters.keys(), f"{name_of(path)}:{node.lineno}"


def test_a_card_that_is_handed_the_head_completes_a_title() -> None:
    """The head of a page that does not answer has no place for a finding: the title would stay as it is, silently."""
    for path in sorted((REPOSITORY / "pages").glob("*.py")):
        page = path.read_text(encoding="utf-8")
        assert "head=head" not in page or "answers=True" in page or "views=" in page, f"{path.name}: answers=True"


def test_no_text_is_left_over() -> None:
    """A key the code no longer names, whole or as a pattern such as ``page.{key}``."""
    code = "\n".join(p.read_text(encoding="utf-8") for p in modules())
    literal = set(re.findall(r"[\"']([a-z_]+\.[a-z0-9_-]+)[\"']", code))
    patterns = [
        re.compile(re.sub(r"\\\{[^{}]*\\\}", ".+", re.escape(pattern)))
        for pattern in set(re.findall(r"f[\"']([a-z_]+\.[a-z_]*\{[^\"']*\}[a-z_]*)[\"']", code))
    ]
    unused = {
        key for key in texts("en") if key not in literal and not any(pattern.fullmatch(key) for pattern in patterns)
    }
    unused = {key for key in unused if not key.startswith("section.")}  # named by the navigation's sections
    assert not unused, sorted(unused)


def test_no_module_is_too_long() -> None:
    """One noun a module: who needs more lines has found a second noun."""
    long = {name_of(p) for p in modules() if len(p.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE}
    assert not long


def test_no_sql_is_glued_together() -> None:
    """Values are bound. A query built from text is an injection waiting for its input."""
    gluing = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and any(isinstance(part, ast.FormattedValue) for part in node.values):
                first = node.values[0]
                if isinstance(first, ast.Constant) and SQL.match(str(first.value)):
                    gluing.add(name_of(path))
    assert gluing <= MAY_BUILD_SQL


def test_every_dependency_says_why() -> None:
    text = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    for requirement in tomllib.loads(text)["project"]["dependencies"]:
        line = next(line for line in text.splitlines() if f'"{requirement}"' in line)
        assert re.search(r"# \w+", line), f"{requirement} has no reason behind it"


def test_constraints_pin_everything_that_gets_installed() -> None:
    """A dependency of a dependency that is not pinned changes under our feet."""
    declared = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [Requirement(text) for text in declared["project"]["dependencies"] + declared["dependency-groups"]["dev"]]
    pinned = {}
    for line in (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._!+-]+", line), f"constraints.txt: {line}"
        name, _, version = line.partition("==")
        pinned[canonicalize_name(name)] = version
    seen: set[tuple[str, frozenset[str]]] = set()
    while wanted:
        requirement = wanted.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        assert key[0] in pinned, f"{requirement} is in no line of constraints.txt"
        assert requirement.specifier.contains(pinned[key[0]], prereleases=True), f"{requirement}: {pinned[key[0]]}"
        try:
            below = [Requirement(text) for text in requires(key[0]) or []]
        except PackageNotFoundError:
            continue  # of another platform
        for extra in ("", *requirement.extras):
            wanted += [r for r in below if r.marker is None or r.marker.evaluate({"extra": extra})]


def test_nothing_names_a_path_of_a_machine() -> None:
    """What works on one machine only is broken everywhere else."""
    homes = "|".join(("home", "root", "Users", "work", "mnt", "tmp/wt"))
    machine = re.compile(rf"(?<![\w.>\])-])/(?:{homes})/\w")
    for name in tracked():
        path = REPOSITORY / name
        if path.suffix in (".png", ".webp", ".woff2", ".zst", ".csv") or not path.is_file():
            continue
        found = machine.search(path.read_text(encoding="utf-8"))
        assert not found, f"{name}: {found and found[0]}"


def test_every_page_has_a_lead() -> None:
    """Shown under its title and to who finds its address; a page that opens with its own answer needs none."""
    without = {page.key for page in PAGES if f"lead.{page.key}" not in texts("en")}
    answer = {"overview", "open_vs_closed", "labs", "find", "claims", "charts", "card"}
    assert without <= answer, f"write lead.<key> in both text files: {without - answer}"


def test_each_decision_has_a_number_of_its_own() -> None:
    paths = sorted((REPOSITORY / "docs/decisions").glob("*.md"))
    assert [path.name[:4] for path in paths] == [f"{number:04}" for number in range(1, len(paths) + 1)]
    for path in paths:
        assert path.read_text(encoding="utf-8").startswith(f"# {path.name[:4]} ")
