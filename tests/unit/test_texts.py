"""The two languages hold the same sentences with the same places to fill."""

from __future__ import annotations

import re
from string import Formatter

from ouverture.dashboard.navigation import PAGES
from ouverture.dashboard.texts import texts
from ouverture.metrics.catalogue import own_catalogue
from tests import REPOSITORY

CODE_WORDS = {  # what a screen calls degree of openness, "counted as open from", figures, way of counting, reading
    "en": re.compile(
        r"\b(?:tiers?|thresholds?|basis|HHI|marts?|spec curves?|definitions?|witness(?:es)?)\b(?!\})", re.I
    ),
    "fr": re.compile(r"\b(?:tiers?|thresholds?|HHI|définitions?|témoins?|signalements?)\b(?!\})", re.I),
}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_languages_have_the_same_keys_and_fields() -> None:
    english, french = texts("en"), texts("fr")
    assert english.keys() == french.keys()
    assert {k: fields(v) for k, v in english.items()} == {k: fields(v) for k, v in french.items()}


def test_every_key_the_code_names_exists() -> None:
    named = {
        key
        for path in (REPOSITORY / "ouverture" / "dashboard").glob("*.py")
        for key in re.findall(r'\bt\(\s*"([a-z_]+\.[a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= texts("en").keys()


def test_every_screen_has_its_texts_and_file() -> None:
    for screen in PAGES:
        assert f"page.{screen.key}" in texts("en")
        assert (REPOSITORY / "pages" / f"{screen.key}.py").exists()


def test_screens_and_labels_speak_no_code_words() -> None:
    """The view of all ways of counting is called by what it holds, definitions."""
    spoken = set()
    for language, words in CODE_WORDS.items():
        said = [(key, re.sub(r"\{\w+\}", "", text)) for key, text in texts(language).items()]
        for name, metric in own_catalogue().items():
            told = [metric.title, metric.question, metric.unit, *(one.label for one in metric.parameters.values())]
            told += [column.label for column in metric.columns.values()]
            said += [(name, text) for text in [*(text.in_(language) for text in told), *metric.limits.in_(language)]]
        spoken |= {f"{language} {key}: {text}" for key, text in said if key != "view.checks" and words.search(text)}
    assert spoken == set()


def test_degrees_have_one_name_everywhere() -> None:
    for language, name in (("en", "open weights"), ("fr", "poids ouverts")):
        told, column = texts(language), own_catalogue()["open_share"].parameters["threshold"].label
        assert told["scope.threshold"] == column.in_(language)
        assert name in told["scope.threshold_permissive"].lower()
        assert name in own_catalogue()["model_search"].columns["tier"].meaning.in_(language)
