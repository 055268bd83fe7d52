"""Metric files: what is read, what is refused, and that the refusal names file, key and remedy."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ouverture.metrics.catalogue import COMMON, METRICS, Catalogue, CatalogueError, load_catalogue, own_catalogue
from ouverture.metrics.credits import credits_of, known_credits
from ouverture.metrics.errors import BadParameter, UnknownMetric
from ouverture.metrics.metric import Metric
from ouverture.metrics.parameters import Parameter
from ouverture.metrics.strict import Text
from tests.samples.warehouse import sample_catalogue

DATE = """[column.snapshot_date]
type = "date"
label = {en = "Date", fr = "Date"}
meaning = {en = "Day of the reading", fr = "Jour du relevé"}
"""
SAMPLE = Path(__file__).parents[1] / "samples" / "metrics" / "adoption" / "tier_downloads"
SUFFIXES = (".toml", ".sql", ".finding.sql")
LABEL = Text(en="Label", fr="Libellé")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return sample_catalogue()


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Metric]:
    """The sample metric with one passage replaced."""

    def load(old: str, new: str) -> Metric:
        copied = copy_sample(tmp_path / "metrics" / "adoption" / "tier_downloads")
        (file,) = [path for path in copied if old in path.read_text(encoding="utf-8")]
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        return load_catalogue(tmp_path / "metrics")["tier_downloads"]

    return load


def copy_sample(stem: Path) -> list[Path]:
    """The files of the sample metric under another name."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copy(f"{SAMPLE}{suffix}", f"{stem}{suffix}")) for suffix in SUFFIXES]


@pytest.fixture
def faults(changed: Callable[[str, str], Metric]) -> Callable[[str, str], list[str]]:
    """Faults of the sample metric with one passage replaced."""

    def load(old: str, new: str) -> list[str]:
        with pytest.raises(CatalogueError) as caught:
            changed(old, new)
        return list(map(str, caught.value.faults))

    return load


def test_metrics_lie_under_their_names(catalogue: Catalogue) -> None:
    assert list(catalogue) == ["tier_downloads", "model_names"]
    assert [m.name for m in catalogue.topics()["models"]] == ["model_names"]
    metric = catalogue["tier_downloads"]
    assert (metric.topic, metric.version, Path(metric.file).name) == ("adoption", 2, "tier_downloads.toml")
    assert metric.sql.startswith("SELECT") and "finding_case" not in metric.sql
    assert metric.finding_sql is not None and metric.finding_sql.endswith("FROM result")


def test_texts_quote_the_constants_that_the_query_binds(catalogue: Catalogue) -> None:
    formula = catalogue["tier_downloads"].formula
    assert formula.in_("en") == "Sum over 30 days, at least 0.5."
    assert formula.in_("fr") == "Somme sur 30 jours, au moins 0,5."


def test_french_texts_get_unbreakable_spaces(catalogue: Catalogue) -> None:
    assert catalogue["tier_downloads"].question.fr == "Que télécharge-t-on\u202f?"
    assert catalogue["tier_downloads"].limits.fr == ["Les fenêtres se recouvrent\u00a0: ne les additionnez pas."]


def test_an_unknown_name_is_answered_with_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownMetric, match="did you mean 'tier_downloads'"):
        catalogue["tier_download"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('grain = "source', 'grian = "source', "unknown key 'grian', did you mean 'grain'?"),
        ('grain = "source', 'grian = "source', "key 'grain' is missing"),
        ('fr = "Téléchargements par degré"', 'xx = ""', "key 'title.fr' is missing"),
        (
            'label = {en = "Flags"',
            'label = {en = ""',
            "'column.flags.label.en' is '', expected at least 1 characters",
        ),
        ('unit = "share"', 'unit = "shares"', "'column.share.unit' is 'shares', did you mean 'share'?"),
        (
            'type = "date"\nnull',
            'type = "dat"\nnull',
            "'parameter.since.type' is 'dat', did you mean 'date'?",
        ),
        ('kind = "area"', 'kind = "aera"', "'chart.kind' is 'aera', did you mean 'area'?"),
        (
            'y = "downloads_30d"',
            'y = "snapshot_date"',
            "[chart.y] must be a number, and 'snapshot_date' is date: x is the category",
        ),
        ('series = "tier"', 'series = "teir"', "[chart.series] names no column: 'teir', did you mean 'tier'?"),
        ("{window_days} days, at", "{windw_days} days, at", "[formula.en] {windw_days} is no constant, did you mean"),
        ("share|percent} of", "share|procent} of", "[finding.leads] en: unknown format in {share|procent}"),
        ("< $minimum", "< $minimun", "$minimun is neither a parameter nor a constant, did you mean 'minimum'?"),
        ("$order = 'size'", "true", "[parameter.order] is never used by the query"),
        (
            'default = "date"',
            'default = "dat"',
            "'parameter.order' the default does not pass: it allows date, size, not 'dat'",
        ),
        ('"lab.lab_id"', '"lab"', "'parameter.labs' 'allowed_from' names a column as table.column"),
        ("{on = 2026-11-24", "{version = 1, on = 2026-11-24", "the versions of 'changelog' do not count up"),
        (
            "{on = 2026-11-24",
            '{version = "2", on = 2026-11-24',
            "'changelog[2].version' is '2', expected a whole number",
        ),
        (', en = "Share added."', "", "key 'changelog[2].en' is missing"),
        ('"order"]', '"build"]', "[parameter.order] is not in the list 'parameters'"),
        ('sources = "rows"', 'sources = ["osir"]', "the source 'osir' is not in sources.toml, did you mean"),
        (
            DATE,
            "[column.snapshot_dat]\n",
            "[column.snapshot_dat] is not in the list 'columns', did you mean 'snapshot_date'?",
        ),
        (
            '"snapshot_date", "tier"',
            '"observed_no as snapshot_date", "tier"',
            "[column.snapshot_date] takes a definition of common.toml, which has no 'observed_no', "
            "did you mean 'observed_on'?",
        ),
        (
            DATE,
            "[column.snapshot_date]\nlable = {}\n",
            "unknown key 'column.snapshot_date.lable', did you mean 'label'?",
        ),
        ("FROM mart_adoption\n", "FROM mart_adoption;\n", "a query is one statement without semicolon"),
        ('columns = ["source", ', "columns = [", "[column.source] is not in the list 'columns'"),
        ('"order"]', '"order", 5]', "5 of 'parameters' is no name in quotes"),
        ('parameters = ["labs", "since", "order"]', 'parameters = "labs"', "'parameters' is a list in brackets"),
        ("[2026-11-20, {", '["soon", {', "'changelog[1].on' is 'soon', expected a date without quotes"),
        ("[constants]", "[note]", "'note.window_days' is 30, expected a table"),
        (
            "limits = [",
            'limits = ["declared_base", ',
            "each of 'limits' is a name in quotes or a text in braces, with 'en'",
        ),
        ("thin = {", '"thin leads" = {', "[finding.leads] stands twice"),
        ('grain = "source', "grain = source", "not TOML: "),
    ],
)
def test_a_fault_names_file_key_and_nearest(
    faults: Callable[[str, str], list[str]], old: str, new: str, fault: str
) -> None:
    found = faults(old, new)
    told = re.compile(r".*/metrics/adoption/tier_downloads\.(toml|sql|finding\.sql):\d+: ")
    assert all(told.match(line) for line in found)
    assert any(told.sub("", line).startswith(fault) for line in found), found


def test_a_fault_names_the_line_of_its_key(faults: Callable[[str, str], list[str]]) -> None:
    text = Path(f"{SAMPLE}.toml").read_text(encoding="utf-8")
    (line,) = [number for number, line in enumerate(text.splitlines(), 1) if 'unit = "share"' in line]
    assert (
        faults('unit = "share"', 'unit = "shares"')[0]
        .partition("/metrics/")[2]
        .startswith(f"adoption/tier_downloads.toml:{line}: ")
    )
    query = Path(f"{SAMPLE}.sql").read_text(encoding="utf-8").splitlines()
    (line,) = [number for number, line in enumerate(query, 1) if "< $minimum" in line]
    assert f"tier_downloads.sql:{line}: " in "".join(faults("< $minimum", "< $minimun"))


def test_a_query_and_its_texts_lie_side_by_side(tmp_path: Path) -> None:
    texts, query, finding = copy_sample(tmp_path / "adoption" / "alone")
    finding.unlink()
    with pytest.raises(CatalogueError, match=r"texts of 'finding' and a query alone\.finding\.sql go together"):
        load_catalogue(tmp_path)
    query.unlink()
    with pytest.raises(CatalogueError, match=r"alone\.toml:1: there is no alone\.sql beside it"):
        load_catalogue(tmp_path)
    texts.rename(tmp_path / "adoption" / "other.toml")
    query.touch()
    with pytest.raises(CatalogueError, match=r"alone\.sql:1: there is no alone\.toml beside it"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    ("stated", "label", "meaning"),
    [
        ("", "Date", "Day of the reading (UTC)"),
        ('[column.snapshot_date]\nmeaning = {en = "Newest", fr = "Dernier"}\n', "Date", "Newest"),
    ],
)
def test_a_name_alone_takes_the_common_definition(
    changed: Callable[[str, str], Metric], stated: str, label: str, meaning: str
) -> None:
    column = changed(DATE, stated).columns["snapshot_date"]
    assert (column.type, column.label.en, column.meaning.en) == ("date", label, meaning)


def test_a_column_takes_a_common_definition_of_another_name(changed: Callable[[str, str], Metric]) -> None:
    column = changed('"snapshot_date", "tier"', '"month as snapshot_date", "tier"').columns["snapshot_date"]
    assert (column.type, column.label.en) == ("date", "Date")  # its own label goes before the common one


def test_a_definition_with_words_of_its_own_takes_nothing_from_the_common_one(
    changed: Callable[[str, str], Metric],
) -> None:
    assert own_catalogue()["lab_adoption"].columns["downloads_30d"].unit == "downloads"
    column = changed('unit = "downloads"\n', 'type = "number"\n').columns["downloads_30d"]
    assert (column.type, column.unit) == ("number", None)


def test_the_type_follows_the_unit(catalogue: Catalogue) -> None:
    columns = catalogue["tier_downloads"].columns
    assert [columns[name].type for name in ("source", "downloads_30d", "share")] == ["text", "integer", "number"]


def test_what_is_shared_is_taken_by_name(changed: Callable[[str, str], Metric]) -> None:
    metric = changed("at least {minimum}.", "at least {minimum}, {gap_days}.")
    assert metric.constants == {"gap_days": 45, "window_days": 30, "minimum": 0.5}
    assert metric.formula.en == "Sum over 30 days, at least 0.5, 45."
    metric = changed("limits = [", 'limits = ["requests_not_people", ')
    assert metric.limits.en == ["The 30-day counter counts requests, not people.", "Windows overlap: never add them."]


def test_versions_are_those_of_the_changelog(catalogue: Catalogue) -> None:
    first, second = catalogue["tier_downloads"].changelog
    assert (first.version, first.on, first.fr) == (1, date(2026, 11, 20), "Première version.")
    assert (second.version, second.on, second.en) == (2, date(2026, 11, 24), "Share added.")


def test_tables_are_those_that_the_queries_name() -> None:
    assert catalogue_tables("country_map") >= {"mart_country_rule"}
    assert "result" not in catalogue_tables("open_share")


def catalogue_tables(name: str) -> frozenset[str]:
    return own_catalogue()[name].tables


def test_a_fault_of_the_common_definitions_names_their_file(tmp_path: Path) -> None:
    (tmp_path / "common.toml").write_text(
        COMMON.read_text(encoding="utf-8").replace('unit = "models"', 'unit = "modles"', 1)
    )
    with pytest.raises(
        CatalogueError, match=r"/common\.toml:\d+: 'column\.\w+\.unit' is 'modles', did you mean 'models'"
    ):
        load_catalogue(common=tmp_path / "common.toml")


def test_rows_obey_a_rule_that_metrics_share(tmp_path: Path) -> None:
    """A query that ignores the reader's choice of basis would show one number under both names."""
    lying = tmp_path / "adoption" / "country_share"
    (source,) = METRICS.glob("*/country_share.sql")
    for suffix in SUFFIXES:
        text = source.with_name(f"country_share{suffix}").read_text(encoding="utf-8")
        lying.parent.mkdir(exist_ok=True)
        lying.with_name(f"country_share{suffix}").write_text(text.replace("$basis", "'raw'"), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"\[parameter\.basis\] is (never used|used by the finding alone)"):
        load_catalogue(tmp_path)


def test_all_faults_come_at_once(faults: Callable[[str, str], list[str]]) -> None:
    found = faults('grain = "source, snapshot_date, tier"\nsources = "rows"', 'grian = ""\nsuorces = "rows"')
    assert len(found) == 4  # two unknown keys, two missing ones


def test_two_files_cannot_share_a_name(tmp_path: Path) -> None:
    for topic in ("a", "b"):
        copy_sample(tmp_path / topic / "twin")
    with pytest.raises(CatalogueError, match=r"b/twin\.toml:1: the name 'twin' is taken by .*a/twin\.toml"):
        load_catalogue(tmp_path)


def test_parameters_are_parsed_and_defaults_filled_in(catalogue: Catalogue) -> None:
    metric = catalogue["tier_downloads"]
    assert metric.validate() == {"labs": None, "since": None, "order": "date"}
    values = metric.validate({"labs": "mistral, google,,mistral", "since": "2025-01-31", "order": None})
    assert values == {"labs": ["mistral", "google"], "since": date(2025, 1, 31), "order": "date"}
    assert metric.validate(values) == values
    assert metric.changed_from_default(values) == {"labs": ["mistral", "google"], "since": date(2025, 1, 31)}


@pytest.mark.parametrize(
    ("params", "parameter", "allowed", "words"),
    [
        ({"ordre": "size"}, "ordre", ["labs", "since", "order"], "no parameter 'ordre', did you mean 'order'?"),
        ({"order": "weight"}, "order", ["date", "size"], "allows date, size, not 'weight'"),
        ({"since": "31/01/2025"}, "since", "a date as YYYY-MM-DD", "must be a date as YYYY-MM-DD"),
        ({"since": "2025-02-30"}, "since", "a date as YYYY-MM-DD", "must be a date that exists"),
        ({"labs": "a,b,c,d,e,f,g"}, "labs", "at most 6 values, separated by commas out of lab.lab_id", "at most 6"),
        ({"labs": "a\x00"}, "labs", "at most 6 values, separated by commas out of lab.lab_id", "control characters"),
    ],
)
def test_a_bad_parameter_says_what_is_allowed(
    catalogue: Catalogue, params: dict[str, object], parameter: str, allowed: object, words: str
) -> None:
    with pytest.raises(BadParameter) as caught:
        catalogue["tier_downloads"].validate(params)
    assert (caught.value.parameter, caught.value.allowed) == (parameter, allowed)
    assert words in str(caught.value)


@pytest.mark.parametrize("page", ["", None, "0", "1001", "1.0", "٣", "1e3", "9" * 30, True, 1.0])
def test_a_required_bounded_integer_refuses(catalogue: Catalogue, page: object) -> None:
    with pytest.raises(BadParameter, match="'page'"):
        catalogue["model_names"].validate({"page": page})
    assert catalogue["model_names"].required == ["page"]


VALUES = {
    "text": st.text("aZ09é漢\u202e ,;&=+%?#/\\'\"<|", min_size=1, max_size=200),
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
    "date": st.dates(),
    "list": st.lists(st.from_regex(r"[A-Za-z0-9._-]{1,20}", fullmatch=True), unique=True, min_size=1, max_size=50),
}


@given(st.sampled_from(sorted(VALUES)).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind])))
def test_text_of_a_value_parses_back_to_it(case: tuple[str, object]) -> None:
    kind, value = case
    parameter = Parameter.model_validate({"type": kind, "label": LABEL, "null": True})
    parsed = parameter.parse(parameter.text(value))  # type: ignore[arg-type]
    assert parsed == value and type(parsed) is type(value)


@given(st.sampled_from(sorted(VALUES)), st.text(max_size=300))
def test_any_text_is_parsed_or_refused_and_never_crashes(kind: str, text: str) -> None:
    parameter = Parameter.model_validate({"type": kind, "label": LABEL, "null": True})
    try:
        value = parameter.parse(text)
    except ValueError as fault:
        assert str(fault)
    else:
        assert parameter.parse(parameter.text(value)) == value


@given(st.dates(), st.integers(1, 400))
def test_bounds_hold_for_dates(low: date, days: int) -> None:
    try:
        high = low + timedelta(days)
    except OverflowError:
        return
    parameter = Parameter.model_validate({"type": "date", "label": LABEL, "null": True, "max": low})
    with pytest.raises(ValueError, match="is at most"):
        parameter.parse(high.isoformat())


def test_every_source_of_the_panel_has_a_credit_line() -> None:
    reference = Path(__file__).parents[2] / "data" / "reference"
    named: set[str] = set()
    for file, column in (
        ("observations", "source"), ("packages", "source"), ("api_models", "source"), ("arena_scores", "source"),
        ("arena_history", "source"), ("growth", "source"), ("openness", "source"), ("models", "metadata_source"),
    ):  # fmt: skip
        with (reference / f"{file}.csv").open(encoding="utf-8", newline="") as rows:
            named |= {row[column] for row in csv.DictReader(rows) if row[column]}
    assert [credit.source for credit in credits_of(sorted(named)) if credit.licence == "unknown"] == []


def test_joined_and_unknown_sources_are_credited() -> None:
    credits = credits_of(["artificial-analysis+models.dev", "models.dev", "somebody"])
    assert [credit.source for credit in credits] == ["artificial-analysis", "models-dev", "somebody"]
    assert credits[-1].line.en == "somebody"
    assert known_credits()["PyPI"].source == "pypi"


def test_a_credit_names_the_day_of_the_data() -> None:
    credit = known_credits()["openrouter-usage"]
    assert credit.dated(date(2026, 10, 9)).line.en == "OpenRouter (openrouter.ai/rankings), as of 9 October 2026"
    assert credit.dated(None).line.fr == "OpenRouter (openrouter.ai/rankings)"
    assert all(not known.dated(None).line.en.count("[") for known in known_credits().values())


def test_a_spec_curve_must_be_a_metric_of_that_shape(tmp_path: Path) -> None:
    headline = copy_sample(tmp_path / "adoption" / "headline")[0]
    headline.write_text('spec_curve = "curve"\n' + headline.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"headline\.toml:\d+: spec_curve names no metric: 'curve'"):
        load_catalogue(tmp_path)
    copy_sample(tmp_path / "adoption" / "curve")
    with pytest.raises(CatalogueError, match=r"curve\.toml:\d+: \[column\.definition\] of type text is missing"):
        load_catalogue(tmp_path)
