"""Every sentence under every choice, in both languages: short, dated, in plain words, and no surer than its data.

A number that a title prints is a cell of the rows or follows from them as ``tests/samples/derived.py`` declares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from ouverture.dashboard.caveat import opening
from ouverture.dashboard.encoding import encoding
from ouverture.dashboard.figures import Canvas, draw
from ouverture.dashboard.spoken import POINTS, spoken_of
from ouverture.dashboard.texts import texts
from ouverture.formatting import _OPTIONAL, _PLACEHOLDER, formatted
from ouverture.metrics.catalogue import own_catalogue
from ouverture.metrics.left_out import left_out_of
from ouverture.metrics.metric import Metric
from ouverture.metrics.reader import Reader
from ouverture.metrics.result import Result
from ouverture.places import Places
from ouverture.registry import load_registry
from tests.samples.derived import CURVE, DERIVED
from tests.samples.tables import publish_tables

LONGEST_TITLE = 75  # characters
SAYS_WHEN = {"age"}  # a number that is the period of the figure, not another figure
BASES = {"1", "10", "12", "30", "100"}  # numbers that templates may spell out: of a unit, a period, a whole, a place
MOST_UNKNOWN = 0.03  # share beside which somebody may still be sure
DAYS = ("snapshot_date", "observed_on", "as_of", "until_on")
CATALOGUE = own_catalogue()
REQUIRED = {"model": "openai/gpt-oss-20b", "lab": "mistral", "family": "Mistral"}
DOUBTS = {  # reasons with which nobody may be sure
    *("partial_coverage", "incomplete_list", "unknown_origin", "chosen_list", "few_readings", "small_sample"),
    "declared_bases",
}
JARGON = {
    "en": r"tiers?|threshold|basis|definitions?|runs?|HHI|MAD|"
    r"Kaplan|censored|bootstrap|winsori[sz]ed|NULL|None(?! of)|nan|automation index|mart|flag",
    "fr": r"tiers?|définitions?|seuils?|HHI|MAD|"
    r"Kaplan|censur\w+|bootstrap|winsoris\w+|NULL|None|nan|chaîné\w*|flag|baseline|dataset\w*",
}
COUNTED = {  # "1 models" is a count that nobody read
    "en": re.compile(r"(?<![\d.,])1 (?!is\b|was\b|has\b|does\b|days? )[a-z]+s\b"),
    "fr": re.compile(r"(?<![\d.,\u202f])1 (?:modèles|laboratoires|familles|bases|relevés|fenêtres|noms|jours)\b"),
}
DATED = re.compile(r"20\d\d|last|latest|newest|30 days|so far|months|twelve|yet|day \d+|this number|No |Fewer|Too few")
SHARES = {"percent", "signed_percent", "points", "signed_points"}
CHANGES = {"signed_percent", "signed_points", "signed_integer"}
BOUND = {"least", "memory", "span_least"}  # settings and constants under a shorter name
MARKED = {  # charts on which the title's number is a point of the drawn line
    *("capability_gap", "concentration", "country_history", "france_europe", "hub_growth", "lab_adoption", "lab_reach"),
    *("lab_since_release", "open_share", "routed_countries", "small_frontier"),
}
CHAINED = {
    "growth",
    "change",
    "like",
    "moved",
    "share_before",
}  # values that follow the same models from reading to reading
BASE = {  # what a share is a share of, in the title or in the unit beside it
    "en": re.compile(
        r"\bof\b.*\b(?:downloads|models|tokens|labs|systems|releases|spells|list|model)|adjusted / raw|index"
    ),
    "fr": re.compile(
        r"\b(?:des?|du|d'|sur)\b.*\b(?:téléchargements|modèles|jetons|laboratoires|systèmes|liste)|(?:ajusté|Téléch|téléch|indice)"
    ),
}
PERIOD = {"en": re.compile(r"20\d\d|\bdays\b|\bmonths\b"), "fr": re.compile(r"20\d\d|\bjours\b|\bmois\b")}
UNIT = {
    "en": re.compile(
        r"downloads|models?\b|labs|organisations|families|bases|parameters|points|months|days|definitions|ways|systems|countries|"
        r"promises|sentences|indicators|boards|packages|names|runs|windows|times|score|degree|licences?|rank|installs|tokens|place|"
        r"price|dollars|sources|verdicts|components|derivatives|readings|snapshots|datasets|in, |score|GB",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"téléchargements|modèles?\b|laboratoires|organisations|familles|bases|paramètres|points?|mois|jours?|définitions|façons|"
        r"systèmes|pays|promesses|phrases|indicateurs|tableaux|paquets|noms|relevés|fenêtres|fois|score|licences?|rang|jetons|place|"
        r"prix|dollars|sources|verdicts|composantes|dérivés|jeux de données|entrés|Go\b|installations|téléchargé",
        re.IGNORECASE,
    ),
}
LIKE_FOR_LIKE = {
    "en": re.compile("[Ll]ike for like|carried back|same models"),
    "fr": re.compile("périmètre constant|reconstitu"),
}
UNSEEN = {  # choices of which neither world can show the effect, and why
    ("changes_terms", "tasks"): "no terms change here",
    ("family_modes", "basis"): "nobody leaves out a model of Mistral",
    ("family_publishers", "basis"): "nobody leaves out a model of Mistral",
    ("lab_portfolio", "basis"): "nobody leaves out a model of Mistral",
    ("momentum", "basis"): "all that are large enough are counted",
    ("openness_drift", "field"): "no terms change here",
    ("openness_drift", "tasks"): "no terms change here",
    ("pace", "tasks"): "all that have peers are generative",
}
CARRIED_BACK = {"en": re.compile("carried back"), "fr": re.compile("reconstitué")}


@dataclass(frozen=True)
class Said:
    """One finding: where it stands, and what it says in both languages."""

    metric: Metric
    parameters: dict[str, object]
    result: Result

    @property
    def where(self) -> str:
        chosen = ",".join(f"{name}={value}" for name, value in self.parameters.items() if name not in REQUIRED)
        return f"{self.metric.name}?{chosen}"

    @property
    def case(self) -> str:
        assert self.result.finding is not None
        return self.result.finding.case

    def printed(self) -> Iterator[tuple[str, str, Any]]:
        """(name, format, value) of each number that a title prints, whatever the language."""
        assert self.result.finding is not None
        given = {**self.metric.constants, **self.result.parameters}
        templates = self.metric.finding[self.case]
        for name, form in sorted(set(_PLACEHOLDER.findall(templates.en + templates.fr))):
            value = self.result.finding.values[name]
            bound = name in given or (name in BOUND and value in given.values())
            if isinstance(value, int | float) and form not in ("tier", "least") and not bound:
                yield name, form or "text", value

    @property
    def follows(self) -> str:
        """Names of its tables and columns: whether it follows the same models from reading to reading."""
        return " ".join([*self.metric.columns, *self.metric.tables])

    def draws(self, value: float, form: str) -> bool:
        """Whether a cell of a fitting unit is written as this number is."""
        for name, column in self.metric.columns.items():
            shares = column.unit in ("share", "percent_change", "point_change")
            fits = column.unit == "score" or shares == (form in SHARES)
            if column.type not in ("integer", "number") or not fits:
                continue
            cells = {cell for cell in self.result.table.column(name).to_pylist() if cell is not None}
            if any(abs(cell - value) <= (abs(value) + 1) * 0.06 and alike(cell, value, form) for cell in cells):
                return True
        return False

    def rows_and_last(self) -> tuple[pa.Table, pa.Table]:
        """The rows of the finding's source, and of these those of its day; all rows where they have neither."""
        assert self.result.finding is not None
        rows = self.result.table
        day = next((name for name in DAYS if name in rows.column_names), None)
        last = rows.filter(pc.equal(rows[day], self.result.finding.as_of)) if day else rows
        last = last if last.num_rows else rows
        if "source" in rows.column_names:
            rows = rows.filter(pc.is_in(rows["source"], value_set=pc.unique(last["source"])))
        return rows, last

    def computed(self, engine: duckdb.DuckDBPyConnection, sql: str, asking: Said) -> Any:
        """What the SQL says of these rows, with the values that the other finding quotes."""
        assert asking.result.finding is not None
        values = {**asking.result.parameters, **asking.result.finding.values}
        rows, last = self.rows_and_last()
        for name, table in (("answer", self.result.table), ("rows", rows), ("last", last)):
            engine.register(name, table)
        found = engine.execute(sql, {name: values[name] for name in set(re.findall(r"\$(\w+)", sql))}).fetchall()
        return found[0][0] if found else None

    def beside(self, locale: str) -> str:
        """What the card prints under the title: what is shown, and in what unit."""
        chosen = self.metric.chart.y_for(self.result.parameters) if self.metric.chart.y_of else None
        unit = self.metric.columns[chosen].label if chosen else self.metric.unit
        return f"{self.metric.title.in_(locale)} · {unit.in_(locale)}"

    def sentences(self) -> Iterator[tuple[str, str, str]]:
        """(language, title, note)."""
        for locale in ("en", "fr"):
            yield locale, self.result.headline(locale) or "", self.result.note(locale) or ""


def alike(number: float, told: float, form: str) -> bool:
    """Whether both are written alike: a finding may have rounded its own to one decimal."""
    return round(number, 1) == told or formatted(number, form, "en") == formatted(told, form, "en")


def choices(metric: Metric) -> Iterator[dict[str, object]]:
    """The defaults, then each other allowed value of a parameter; another source is another list, not other words.

    Of many numbers the least and the most: those in between are other numbers in the same words.
    """
    base: dict[str, object] = {name: REQUIRED[name] for name in metric.required}
    yield base
    for name, parameter in metric.parameters.items():
        allowed = [value for value in parameter.allowed or () if value != parameter.default]
        if all(isinstance(value, int) for value in allowed):
            allowed = allowed[:1] + allowed[1:][-1:]
        if parameter.type != "list" and name != "source":
            yield from ({**base, name: value} for value in allowed)


def findings(places: Places, *, every_choice: bool, of: Iterable[Metric] = CATALOGUE.values()) -> list[Said]:
    reader = Reader(places, CATALOGUE)
    said = []
    for metric in of:
        if not metric.finding:
            continue
        for parameters in choices(metric) if every_choice else [next(choices(metric))]:
            result = reader.run(metric.name, parameters)
            if result.finding is not None:
                said.append(Said(metric, parameters, result))
    reader.close()
    return said


@pytest.fixture(scope="module")
def panel(panel_installation: Path) -> list[Said]:
    return findings(Places(panel_installation), every_choice=True)


@pytest.fixture(scope="module")
def live(live_installation: Path) -> list[Said]:
    """Two snapshots of the stand-in above the panel: other cases of what a source tells."""
    changed = [metric for metric in CATALOGUE.values() if {"source", "tasks"} & metric.parameters.keys()]
    return findings(Places(live_installation), every_choice=True, of=changed)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    """A build that holds nothing but the names that must be given."""
    places = Places(tmp_path_factory.mktemp("empty") / "data")
    publish_tables(
        places,
        {
            "lab": "lab_id | name\nmistral | Mistral AI",
            "mart_derivative": "run_id | root_family\nx | Mistral",
        },
    )
    return findings(places, every_choice=False)


@pytest.fixture(params=["panel", "live", "empty"])
def said(request: pytest.FixtureRequest) -> list[Said]:
    found: list[Said] = request.getfixturevalue(request.param)
    return found


def test_titles_are_short(said: list[Said]) -> None:
    long = {
        f"{one.where} {one.case}: {title}"
        for one in said
        for _, title, _ in one.sentences()
        if len(title) > LONGEST_TITLE
    }
    assert long == set()


def test_a_title_has_one_figure_or_two_of_one_measure(said: list[Said]) -> None:
    """Before and after, first and second, low and high, k of n: two that are written alike, and never three."""
    crowded = set()
    for one in said:
        figures = [(name, form) for name, form, _ in one.printed() if name not in SAYS_WHEN]
        if len(figures) > 2 or len({form for _, form in figures}) > 1:
            crowded.add(f"{one.where} {one.case}: {figures}")
        for locale in ("en", "fr"):
            stated = _PLACEHOLDER.sub("", one.metric.finding[one.case].in_(locale))
            if spelt := set(re.findall(r"\d+", stated)) - BASES:
                crowded.add(f"{one.where} {one.case}: {spelt}")
    assert crowded == set()


def test_every_figure_has_a_caveat_of_one_line(said: list[Said]) -> None:
    """The note opens with a sentence that fits the line under the chart, and has one where the title has a figure."""
    wrong = set()
    for one in said:
        for locale, title, note in one.sentences():
            if not opening(note) and (note or any(one.printed())):
                wrong.add(f"{one.where} {one.case} {locale}: {title} / {note}")
    assert wrong == set()


def test_no_title_quotes_what_is_not_known(said: list[Said]) -> None:
    unknown = set()
    for one in said:
        assert one.result.finding is not None
        template = _OPTIONAL.sub("", one.metric.finding[one.case].en)
        for name, form in _PLACEHOLDER.findall(template):
            if one.result.finding.values[name] is None and form not in ("lab", "tier", "least"):
                unknown.add(f"{one.where} {one.case} {name}")
    assert unknown == set()


def test_counts_and_words_agree_and_no_jargon_is_spoken(said: list[Said]) -> None:
    wrong = {
        f"{one.where}: {found[0]!r}"
        for one in said
        for locale, title, note in one.sentences()
        for rule in (COUNTED[locale], re.compile(rf"\b(?:{JARGON[locale]})\b"))
        for text in (title, note)
        if (found := rule.search(text))
    }
    assert wrong == set()


def test_nobody_is_sure_beside_partial_data(said: list[Said]) -> None:
    sure = set()
    for one in said:
        finding = one.result.finding
        assert finding is not None
        if finding.confidence != "high":
            continue
        told = {name: value for name, value in finding.values.items() if name not in one.metric.constants}
        unknown = [value for name, value in told.items() if name.startswith("unknown") and isinstance(value, float)]
        _, last = one.rows_and_last()
        flags = last["flags"].to_pylist() if "flags" in last.column_names and one.metric.name != "coverage" else []
        partial = any("partial" in (flag or "") for flag in flags)
        few = {"holds_in", "definitions"} <= finding.values.keys() and (
            2 * finding.values["holds_in"] < finding.values["definitions"]
        )
        reason = finding.confidence_reason
        assert reason is None or f"reason.{reason}" in texts("en"), f"{one.where}: no text reason.{reason}"
        if finding.confidence_reason in DOUBTS or max(unknown, default=0) > MOST_UNKNOWN or partial or few:
            sure.add(f"{one.where} {finding.confidence_reason} {unknown} {partial} {few}")
    assert sure == set()


def test_nobody_is_sure_of_a_part_of_a_list_that_others_chose(panel: list[Said]) -> None:
    """The panel lists organisations that its authors chose: a share of their downloads is no share of the Hub's."""
    sure = {
        one.where
        for one in panel
        if one.result.finding is not None
        and one.result.finding.confidence == "high"
        and any(form == "percent" for _, form, _ in one.printed())
        and "left_out_readings" in left_out_of(one.metric)
    }
    assert sure == set(), "say medium with the reason chosen_list where the source is not live_source()"


def test_a_number_has_a_base_a_unit_and_a_period(said: list[Said]) -> None:
    bare = set()
    for one in said:
        forms = {form for _, form, _ in one.printed()}
        shares = {name for name, form, _ in one.printed() if form == "percent"} - CHAINED
        chained = {name for name, _, _ in one.printed()} & CHAINED and "common_downloads_30d" in one.follows
        for locale, title, note in one.sentences():
            head = f"{title} · {one.beside(locale)}"
            if shares and not BASE[locale].search(head):
                bare.add(f"{one.where} {locale} base: {head}")
            if forms & {"compact", "integer", "decimal"} and not UNIT[locale].search(head):
                bare.add(f"{one.where} {locale} unit: {head}")
            if forms & CHANGES and not PERIOD[locale].search(f"{title} {note}"):
                bare.add(f"{one.where} {locale} period: {title}")
            if chained and not LIKE_FOR_LIKE[locale].search(f"{title} {note}"):
                bare.add(f"{one.where} {locale} like for like: {title}")
    assert bare == set()


def test_what_is_carried_back_is_called_so_in_the_title(said: list[Said]) -> None:
    plain = set()
    for one in said:
        shares = {name for name, form, _ in one.printed() if form in SHARES}
        names = shares & {"share_before", "before"}
        if names and "like_for_like" in one.follows:
            plain |= {one.where for locale, title, _ in one.sentences() if not CARRIED_BACK[locale].search(title)}
    assert plain == set()


def test_every_number_of_a_title_is_drawn_or_follows_from_what_is_drawn(said: list[Said]) -> None:
    answers = {(one.metric.name, *sorted(one.parameters.items())): one for one in said}
    engine, strange = duckdb.connect(), set()
    for one in said:
        derived = CURVE if one.metric.is_spec_curve else DERIVED.get(one.metric.name, {})
        for name, form, value in one.printed():
            if name not in derived:
                if not one.draws(value, form):
                    strange.add(f"{one.where} {one.case}: {name} = {value} is no cell")
                continue
            declared = derived[name]
            other, settings, sql = declared if isinstance(declared, tuple) else (one.metric.name, {}, declared)
            kept = {
                k: v for k, v in {**one.parameters, **settings}.items() if v != CATALOGUE[other].parameters[k].default
            }
            drawn = answers.get((other, *sorted(kept.items())))
            if drawn is None:  # two settings at once are not among the choices
                continue
            found = drawn.computed(engine, sql, one)
            if found is None or not alike(found, value, form):
                strange.add(f"{one.where} {one.case}: {name} = {value}, the rows give {found}")
    engine.close()
    assert strange == set()


def test_a_number_marked_on_a_chart_is_the_titles(panel: list[Said]) -> None:
    """The dot stands where the drawn series has the value that the title prints, in the same words."""
    registry, marked = load_registry(), set()
    for one in panel:
        if one.metric.chart.kind not in POINTS or not one.result.table.num_rows:
            continue
        rows = one.result.table.to_pylist()
        for language in ("en", "fr"):
            canvas = Canvas(language)
            shape = spoken_of(one.result, rows, encoding(one.result, registry, canvas), canvas)
            title = one.result.title(language)
            for row, told in shape.marked:
                assert told in title, one.where
                assert told in {formatted(row[shape.y], form, language) for _, form, _ in one.printed()}, one.where
            if shape.marked and one.metric.name not in marked:
                dots = [trace for trace in draw(rows, shape, canvas).data if trace.meta == "marked"]
                assert [(dot.x[0], dot.y[0]) for dot in dots] == [
                    (row[shape.x], row[shape.y]) for row, _ in shape.marked
                ]
                marked.add(one.metric.name)
    assert marked >= MARKED


def test_every_sentence_says_of_when_it_speaks(panel: list[Said]) -> None:
    undated = set()
    for one in panel:
        _, title, note = next(one.sentences())
        assert one.result.finding is not None
        if one.result.finding.as_of is None and not DATED.search(title + note):
            undated.add(one.where)
    assert undated == set()


def test_no_leader_is_a_model_that_adjusted_figures_leave_out(panel: list[Said]) -> None:
    left_out = {
        model
        for one in panel
        if one.metric.name == "left_out"
        for model in one.result.table.column("model_id").to_pylist()
    }
    assert left_out
    explained = re.compile("machine traffic|[Ll]eft out|[Ll]eft aside|trafic de machines|[Ll]aissés hors|mis à part")
    plain = {
        f"{one.where}: {model}"
        for one in panel
        for _, title, note in one.sentences()
        for model in left_out
        if model in f"{title} {note}"
        and (one.parameters.get("basis") == "adjusted" or not explained.search(f"{title} {note}"))
    }
    assert plain == set()


def test_a_title_that_turns_on_machine_traffic_says_so(panel: list[Said]) -> None:
    """Not in the note alone, and of low confidence, as is all that one model turns."""
    turning = [one for one in panel if one.case.removesuffix("_alone") in ("one_model", "machine")]
    assert {one.metric.name for one in turning} >= {
        "open_share",
        "lab_adoption",
        "downloads_by_tier",
        "country_history",
    }
    left_out = {
        model
        for one in panel
        if one.metric.name == "left_out"
        for model in one.result.table.column("model_id").to_pylist()
    }
    wrong = set()
    for one in turning:
        assert one.result.finding is not None
        machine = one.case.startswith("machine")
        said = all(re.search("machine", title) for _, title, _ in one.sentences())
        if (one.result.finding.values["model"] in left_out) > machine or machine != said:
            wrong.add(one.where)
        if one.result.finding.confidence != "low":
            wrong.add(f"{one.where}: {one.result.finding.confidence}")
    assert wrong == set()


def test_a_choice_changes_the_answer(panel: list[Said], live: list[Said]) -> None:
    """A control without effect looks like a number that does not depend on it: as ``on_basis($basis, FALSE)`` would."""
    asked: set[tuple[str, str]] = set()
    moved: set[tuple[str, str]] = set()
    for world in (panel, live):
        for name, answers in groupby(world, key=lambda one: one.metric.name):
            default, *others = answers
            for one in others:
                (changed,) = one.parameters.items() - default.parameters.items()
                choice = name, str(changed[0])
                asked.add(choice)
                drawn = {each.metric.chart.y_for(each.result.parameters) for each in (one, default)}
                said = {tuple(each.sentences()) for each in (one, default)}
                if one.result.table != default.result.table or len(drawn) > 1 or len(said) > 1:
                    moved.add(choice)
    assert asked - moved == UNSEEN.keys(), f"has no effect, or has one after all: {(asked - moved) ^ UNSEEN.keys()}"
