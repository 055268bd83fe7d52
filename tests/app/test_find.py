"""Find a model: any spelling is read, the answer is ranked, a miss and an unknown name say what they would take."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from ouverture.dashboard.navigation import page_named
from ouverture.dashboard.spelling import read
from ouverture.dashboard.texts import LANGUAGES, text
from tests.app.conftest import Visit
from tests.app.page import CATALOGUE, assert_well, words

PAGE = page_named("find")
PANEL = pytest.mark.parametrize("situation", ["reference"], indirect=True)


def said_html(app: AppTest) -> str:
    """Own markup of the page."""
    return unescape("".join(element.proto.body for element in app.get("html")))


def said(app: AppTest) -> str:
    """Own markup of the page as text."""
    return unescape(
        re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<style>.*?</style>", "", "".join(e.proto.body for e in app.get("html"))))
    )


def test_a_spelling_is_read_as_the_newest_version_of_the_product() -> None:
    names = ["GPT-4o-2024-05-13", "GPT-4o-2024-08-06", "GPT-4o-mini-2024-07-18", "Claude 3 Opus", "o1-preview"]
    for asked in ("gpt-4o", "gtp4o", "GPT 4o"):
        assert read(asked, names).name == "GPT-4o-2024-08-06"
    assert "GPT-4o-2024-05-13" in read("gpt-4o", names).others
    assert read("gpt4o mini", names).name == "GPT-4o-mini-2024-07-18"
    assert read("foobar", names).name is None
    assert read("", names).name is None


@PANEL
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misspelt_model_is_answered_with_what_it_takes(visit: Visit, language: str) -> None:
    app = visit(PAGE, language, model="gtp4o", memory="24")
    assert_well(app, language)
    for part in (
        "GPT-4o-2024-08-06",
        "Qwen3-32B",
        "Apache License 2.0",
        text(language, "find.may_free"),
        text(language, "find.yours", memory=24),
    ):
        assert part in said(app)
    app.number_input(key="control-find_model-memory").set_value(8).run()
    assert app.query_params["memory"] == "8"
    assert "Qwen3-32B" not in said(app).split(text(language, "find.picture"))[0]


@PANEL
def test_a_miss_shows_what_would_change_it(visit: Visit) -> None:
    app = visit(PAGE, "en", model="gpt-5.6-terra-xhigh")
    assert_well(app, "en")
    assert text("en", "find.miss_memory") in said(app)
    assert text("en", "find.allow_memory", memory=640) in said(app)


@PANEL
def test_a_name_that_nobody_knows_leads_on(visit: Visit) -> None:
    app = visit(PAGE, "en", model="<i>foobar")
    assert_well(app, "en")
    assert text("en", "find.unknown", model="<i>foobar") in said(app)
    assert text("en", "find.among_open") in said(app)


@PANEL
def test_every_chart_is_in_the_gallery_and_the_search_keeps_its_word(visit: Visit) -> None:
    gallery = page_named("charts")
    app = visit(gallery, "en")
    assert_well(app, "en")
    pages = said_html(app)
    named = set(re.findall(r"card\?metric=(\w+)", pages))
    assert named == {name for name, metric in CATALOGUE.items() if not metric.required}
    assert pages.count('class="tile"') > 40
    drawn = set(re.findall(r'class="tile" href="[^"]*card\?metric=(\w+)', pages))
    assert not drawn & {"tier_by_lab", "training_data", "lineage_flow", "price_gap", "movers"}  # stacks, pairs, falls
    found = visit(gallery, "fr", q="prix", topic="closed")
    assert_well(found, "fr")
    assert {"price_gap", "price_by_release"} <= set(re.findall(r"card\?metric=(\w+)", said_html(found)))
    assert "open_share" not in re.findall(r"card\?metric=(\w+)", said_html(found))
    assert text("en", "charts.none") in words(visit(gallery, "en", q="zzz"))
