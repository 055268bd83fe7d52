"""Claims: one panel a sentence with its verdict, of which the reader may ask for one, kept in the address."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from ouverture.dashboard.navigation import page_named
from ouverture.dashboard.texts import LANGUAGES, text
from ouverture.registry import load_registry
from tests.app.conftest import Visit
from tests.app.page import assert_well

PAGE = page_named("claims")
CLAIMS = load_registry().claims
pytestmark = pytest.mark.parametrize("situation", ["reference"], indirect=True)


def shown(app: AppTest) -> set[str]:
    """Claims that stand on the page, each under its key."""
    return set(re.findall(r'<details[^>]* id="([^"]+)"', markup(app))) & CLAIMS.keys()


def markup(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


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
def test_verdict_first_then_who_said_it_what_we_find_and_what_would_change_it(visit: Visit, language: str) -> None:
    app = visit(PAGE, language, claim="no-moat")
    assert_well(app, language)
    (title,) = app.title
    assert title.value.startswith(
        {"en": f"Of {len(shown(app))} claims", "fr": f"Sur {len(shown(app))} affirmations"}[language]
    )
    said = unescape(re.sub(r"<[^>]+>", "", markup(app)))
    memo = {
        "en": "A researcher at Google, in a leaked memo · 4 May 2023 · about the time since 4 May 2023 · Source",
        "fr": "Un chercheur de Google, dans une note divulguée · 4 mai 2023 · "
        "au sujet de la période depuis le 4 mai 2023 · Source",
    }
    assert memo[language] in said
    assert ("Public debate" in said) == (language == "en")
    for part in ("they_said", "we_find", "change"):
        assert text(language, f"claims.{part}") in said
    assert 'id="no-moat" open' in markup(app)
    assert CLAIMS["no-moat"].link in unescape(markup(app))
