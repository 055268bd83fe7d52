"""Claims: one panel a sentence with its verdict, of which the reader may ask for one, kept in the address."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from ouverture.dashboard.navigation import page_named
from ouverture.dashboard.texts import LANGUAGES
from ouverture.registry import load_registry
from tests.app.conftest import Visit
from tests.app.page import assert_well, words

PAGE = page_named("claims")
CLAIMS = load_registry().claims
pytestmark = pytest.mark.parametrize("situation", ["reference"], indirect=True)


def shown(app: AppTest) -> set[str]:
    """Claims whose panel stands on the page: its sentence is anchored by its key."""
    return {element.anchor for element in app.subheader} & CLAIMS.keys()


def test_a_verdict_is_asked_for_in_the_address_and_nonsense_is_not(visit: Visit) -> None:
    app = visit(PAGE, "en", verdict="fails")
    assert_well(app, "en")
    failing = shown(app)
    assert "llama-most-advanced" in failing
    assert "open-cheaper" not in failing
    app.segmented_control(key="verdict").set_value("holds").run()
    assert app.query_params["verdict"] == "holds"
    assert "open-cheaper" in shown(app)
    assert not shown(app) & failing
    app.segmented_control(key="verdict").set_value("all").run()
    assert "verdict" not in app.query_params
    assert shown(visit(PAGE, "en", verdict="nonsense")) == set(CLAIMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_said_it_and_when_is_told_in_the_reader_s_language(visit: Visit, language: str) -> None:
    said = words(visit(PAGE, language))
    memo = {
        "en": "A researcher at Google, in a leaked memo · 4 May 2023 · speaks of 4 May 2023 and after · [Source]",
        "fr": "Un chercheur de Google, dans une note divulguée · 4 mai 2023 · "
        "porte sur le 4 mai 2023 et la suite · [Source]",
    }
    assert memo[language] in said
    assert ("Public debate" in said) == (language == "en")
    assert CLAIMS["no-moat"].link in said


def test_more_than_three_figures_are_folded(visit: Visit) -> None:
    app = visit(PAGE, "en")
    assert [expander.label for expander in app.expander].count("4 figures behind it") >= 1
