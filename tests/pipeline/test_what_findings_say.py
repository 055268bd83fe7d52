"""Every sentence under every choice, in both languages: short, dated, in plain words, and no surer than its data.

A title that is too long stands in ``LONG``, which may only get shorter: what is mended must leave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.places import Places
from metrics.catalogue import load_catalogue
from metrics.findings import _OPTIONAL, _PLACEHOLDER
from metrics.metric import Metric
from metrics.reader import Reader
from metrics.result import Result
from tests.samples.tables import publish_tables

LONGEST_TITLE = 75  # characters
CATALOGUE = load_catalogue()
REQUIRED = {"model": "openai/gpt-oss-20b", "lab": "mistral", "family": "Mistral"}
LONG = frozenset((Path(__file__).parents[1] / "samples" / "long_titles.txt").read_text(encoding="utf-8").split())
DOUBTS = {  # reasons with which nobody may be sure
    *("partial_coverage", "incomplete_list", "unknown_origin", "chosen_list", "few_readings", "small_sample"),
    "declared_bases",
}
JARGON = {
    "en": r"tiers?|HHI|MAD|Kaplan|censored|bootstrap|winsori[sz]ed|NULL|None(?! of)|nan|automation index|mart|flag",
    "fr": r"tiers?|HHI|MAD|Kaplan|censur\w+|bootstrap|winsoris\w+|NULL|None|nan|chaîné\w*|flag|baseline|dataset\w*",
}
COUNTED = {  # "1 models" is a count that nobody read
    "en": re.compile(r"(?<![\d.,])1 (?!is\b|was\b|has\b|does\b|days? )[a-z]+s\b"),
    "fr": re.compile(r"(?<![\d.,\u202f])1 (?:modèles|laboratoires|familles|bases|relevés|fenêtres|noms|jours)\b"),
}
DATED = re.compile(r"20\d\d|last|latest|newest|30 days|so far|months|twelve|yet|day \d+|this number|No |Fewer|Too few")


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

    def sentences(self) -> Iterator[tuple[str, str, str]]:
        """(language, title, note)."""
        for locale in ("en", "fr"):
            yield locale, self.result.headline(locale) or "", self.result.note(locale) or ""


def choices(metric: Metric) -> Iterator[dict[str, object]]:
    """The defaults, then each other allowed value of a parameter; another source is another list, not other words."""
    base: dict[str, object] = {name: REQUIRED[name] for name in metric.required}
    yield base
    for name, parameter in metric.parameters.items():
        if parameter.type != "list" and name != "source":
            yield from ({**base, name: value} for value in parameter.allowed or () if value != parameter.default)


def findings(places: Places, *, every_choice: bool) -> list[Said]:
    reader = Reader(places, CATALOGUE)
    said = []
    for metric in CATALOGUE.values():
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


@pytest.fixture(params=["panel", "empty"])
def said(request: pytest.FixtureRequest) -> list[Said]:
    return request.getfixturevalue(request.param)


def test_titles_are_short_and_the_list_of_long_ones_only_shrinks(panel: list[Said]) -> None:
    said = [(f"{one.metric.name}.{one.case}.{locale}", title) for one in panel for locale, title, _ in one.sentences()]
    seen = {name for name, _ in said}
    long = {name for name, title in said if len(title) > LONGEST_TITLE}
    assert long - LONG == set(), "a new title is too long"
    assert (LONG & seen) - long == set(), "mended: take it out of tests/samples/long_titles.txt"


def test_no_title_quotes_what_is_not_known(said: list[Said]) -> None:
    unknown = set()
    for one in said:
        assert one.result.finding is not None
        template = _OPTIONAL.sub("", one.metric.finding[one.case].en)
        for name, form in _PLACEHOLDER.findall(template):
            if one.result.finding.values[name] is None and form not in ("lab", "tier"):
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
        if finding.confidence == "high" and finding.confidence_reason in DOUBTS:
            sure.add(f"{one.where}: high, {finding.confidence_reason}")
    assert sure == set()


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
