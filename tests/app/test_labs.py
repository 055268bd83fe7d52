"""The Labs page: a lab's profile in every state; labs without readings and unknown labs are said in words."""

from __future__ import annotations

import pytest

from dashboard.navigation import screen
from dashboard.texts import LANGUAGES, text
from tests.app.conftest import Situation, Visit
from tests.app.page import assert_well, cards, words

LABS = screen("labs")
ANY = pytest.mark.parametrize("language", LANGUAGES)


@ANY
@pytest.mark.parametrize("situation", ["none", "empty", "reference", "live", "gone"], indirect=True)
def test_a_profile_stands_in_every_state(visit: Visit, situation: Situation, language: str) -> None:
    app = visit(LABS, language, lab="openai")
    assert_well(app, language)
    assert "OpenAI" in [header.value for header in app.header]
    if situation.name == "reference":
        assert {"lab_adoption", "lab_portfolio", "lab_releases", "lab_evidence", "lab_transparency"} <= cards(app)
        assert [tile.label for tile in app.metric][:2] == ["Rank" if language == "en" else "Rang", app.metric[1].label]
        assert text(language, "labs.promises") in words(app)


@ANY
@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_labs_without_readings_and_unknown_labs_are_said_in_words(visit: Visit, language: str) -> None:
    app = visit(LABS, language, lab="anthropic")
    assert_well(app, language)
    assert text(language, "labs.not_listed") in words(app)
    app = visit(LABS, language, lab="<b>no_such</b>")
    assert_well(app, language)
    assert text(language, "labs.unknown_lab", lab="<b>no_such</b>") in words(app)


@ANY
@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_the_portfolio_follows_the_address(visit: Visit, language: str) -> None:
    app = visit(LABS, language, lab="meta", by="licence")
    assert_well(app, language)
    assert "llama" in words(app).lower()


@ANY
@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_the_newest_models_of_a_lab_come_first_when_asked(visit: Visit, language: str) -> None:
    app = visit(LABS, language, lab="meta", sort="created")
    assert_well(app, language)
    created = next(frame.value for frame in app.dataframe if "created_on" in frame.value)["created_on"].dropna()
    assert list(created) == sorted(created, reverse=True)
    assert {"cohort_curves", "lab_reach"} <= cards(app)
