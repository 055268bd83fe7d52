"""The Labs page: a lab's profile in every state; labs without readings and unknown labs are said in words."""

from __future__ import annotations

from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from ouverture.dashboard.navigation import page_named
from ouverture.dashboard.texts import LANGUAGES, text
from tests.app.conftest import Situation, Visit
from tests.app.page import assert_well, cards, main_title, words

LABS = page_named("labs")
ANY = pytest.mark.parametrize("language", LANGUAGES)


def markup(app: AppTest) -> str:
    """Own markup of the page."""
    return "".join(unescape(element.proto.body) for element in app.get("html"))


@ANY
@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_labs_stand_head_to_head_and_those_that_share_no_age_are_not_drawn(visit: Visit, language: str) -> None:
    app = visit(LABS, language, labs=["mistral", "qwen"])
    assert_well(app, language)
    (title,) = main_title(app)
    assert title.startswith(f"Mistral AI{text(language, 'labs.and')}Alibaba (Qwen) · Alibaba (Qwen)")
    said = markup(app)
    assert text(language, "labs.wins", lab="Alibaba (Qwen)", wins=63) in said
    assert text(language, "labs.no_age") in said
    assert cards(app) == {"lab_adoption", "lab_releases"}
    assert "lab_since_release" in cards(visit(LABS, language, labs=["meta", "qwen"]))


@ANY
@pytest.mark.parametrize("situation", ["none", "empty", "reference", "live", "gone"], indirect=True)
def test_a_profile_stands_in_every_state(visit: Visit, situation: Situation, language: str) -> None:
    app = visit(LABS, language, lab="openai")
    assert_well(app, language)
    assert "OpenAI" in [title.value for title in app.title]
    if situation.name == "reference":
        assert {"lab_adoption", "lab_portfolio", "lab_releases", "lab_evidence"} == cards(app)
        for tile in ("downloads", "open"):  # no open model of it is on the board
            assert text(language, f"labs.tile_{tile}") in markup(app)
        assert text(language, "labs.promises") in words(app)
    if situation.name == "live":  # of panel and Hub the newest reading of each lab; what is of both bears both names
        said = markup(visit(LABS, language, labs=["meta", "qwen"]))
        reach, released = (
            said.split(text(language, f"labs.row_{row}"))[1].split("</div>")[0] for row in ("reach", "released")
        )
        hub, panel = (text(language, f"value.source_{name}") for name in ("hub", "osir-lmts"))
        assert hub in reach and panel not in reach
        assert f"{hub}, {panel}, " in released


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
    assert "metric=cohort_curves" in markup(app)


@ANY
@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_a_lab_of_three_readings_shows_what_is_known_and_how_little_it_is(visit: Visit, language: str) -> None:
    """Kyutai: three models of one day's trending list; no share, no rank and no chart is made of them."""
    app = visit(LABS, language, lab="kyutai")
    assert_well(app, language)
    said = words(app)
    day = "4 May 2026" if language == "en" else "4 mai 2026"
    assert text(language, "labs.read_singly", models="3", date=day) in said
    assert text(language, "state.empty") not in said
    assert text(language, "labs.tile_downloads") not in markup(app)
    assert cards(app) == {"lab_evidence"}
    assert "https://silicon.fr/moshi-ia-vocale-kyutai-480213.html" in said
    assert text(language, "labs.undelivered") in said
    models = next(frame.value for frame in app.dataframe if "created_on" in frame.value)
    assert list(models["downloads_30d"].dropna()) == [9059, 663]
    assert models["created_on"].notna().all()


@ANY
@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_dates_before_the_first_reading_stand_in_the_profile(visit: Visit, language: str) -> None:
    """Charts mark events among their readings, which begin in November 2024: the partnership is of February."""
    said = words(visit(LABS, language, lab="mistral"))
    assert ("26 February 2024" if language == "en" else "26 février 2024") in said
    assert "Microsoft" in said


@ANY
@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_the_data_commons_name_what_is_made_in_common_where_no_dataset_was_read(visit: Visit, language: str) -> None:
    app = visit(page_named("openness"), language, view="opened")
    assert_well(app, language)
    said = words(app)
    assert "[Data is Better Together](https://" in said
    assert text(language, "openness.no_datasets") in said
