"""Open vs closed: one view at a time, kept in the address, and a yardstick for the views that measure with one."""

from __future__ import annotations

import pytest

from ouverture.dashboard.navigation import page_named
from ouverture.dashboard.texts import LANGUAGES, text
from ouverture.dashboard.yardsticks import measure_name, yardstick_name
from tests.app.conftest import Visit
from tests.app.page import CATALOGUE, assert_well, cards, words

PAGE = page_named("open_vs_closed")
VIEWS = {
    "use": "open_share",
    "capability": "substitution",
    "price": "price_gap",
    "releases": "hybrid_labs",
    "checks": "open_share_definitions",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("situation", ["empty", "reference", "live"], indirect=True)
def test_each_view_stands_alone(visit: Visit, view: str, language: str) -> None:
    app = visit(PAGE, language, view=view)
    assert_well(app, language)
    assert text(language, f"view.{view}_lead") in words(app)
    there = cards(app)
    title = CATALOGUE[VIEWS[view]].title.in_(language)
    assert VIEWS[view] in there or title in words(app)  # without data: named in the page's last line
    assert not there & (set(VIEWS.values()) - {VIEWS[view]})


@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_a_yardstick_of_the_address_is_asked_and_nonsense_is_not(visit: Visit) -> None:
    app = visit(PAGE, "en", view="capability", yardstick="arena-text")
    assert_well(app, "en")
    assert app.selectbox(key="yardstick").value == "arena-text"
    app = visit(PAGE, "en", view="nonsense", yardstick="nonsense")
    assert_well(app, "en")
    assert "open_share" in cards(app)


def test_yardsticks_read_as_words() -> None:
    assert yardstick_name("arena/text/overall", "en") == "Arena, text"
    assert yardstick_name("arena/text_style_control/hard_prompts", "en") == "Arena, text style control: hard prompts"
    assert yardstick_name("hub/SWE-bench/SWE-bench_Verified", "en") == "SWE-bench/SWE-bench Verified"
    assert yardstick_name("epoch/capabilities", "fr") == "Epoch Capabilities Index"
    assert measure_name("forward_board_arena/text/coding", "en") == "Arena, text: coding, by board"
    assert measure_name("lab_all", "en") is None


@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_a_closed_model_is_answered_with_what_its_matches_take(visit: Visit) -> None:
    app = visit(PAGE, "en", view="capability", closed_model="gpt-5.6-terra-xhigh")
    assert_well(app, "en")
    for said in ("mimo-v2.5-pro", "Smallest · Cheapest", "MIT · Open weights"):
        assert said in words(app)
    app.selectbox(key="control-substitution-memory_gb").set_value(48).run()
    assert app.query_params["memory_gb"] == "48"
    assert "mimo-v2.5-pro" not in words(app)
    app = visit(PAGE, "en", view="capability", closed_model="gpt-5.6-terra-xhigh", memory_gb="24", licence="permissive")
    assert_well(app, "en")
    assert app.selectbox(key="control-substitution-memory_gb").value == 24
    assert "mimo-v2.5-pro" not in words(app)
