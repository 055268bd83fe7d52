"""One chart on its own: every metric, every panel, and addresses that make no sense."""

from __future__ import annotations

from contextlib import suppress

import pytest
from streamlit.runtime.scriptrunner import StopException

from ouverture.dashboard.card_words import DOTS, NO_BREAK
from ouverture.dashboard.navigation import page_named
from ouverture.dashboard.texts import LANGUAGES, text
from ouverture.dashboard.waiting import holds_back, told_at_the_end
from ouverture.metrics.catalogue import Metric
from ouverture.metrics.reader import shared_reader
from ouverture.metrics.result import Result
from tests.app.conftest import Situation, Visit
from tests.app.page import CATALOGUE, assert_well, cards, plain, ways_to_charts, words

ONE_CHART = page_named("card")
ANY = pytest.mark.parametrize("language", LANGUAGES)
SEEN = (("empty", "fr"), ("reference", "en"), ("reference", "fr"), ("live", "en"))  # all in both take minutes more
PANELS_IN = {"empty": "fr", "reference": "fr", "live": "en"}


@pytest.mark.parametrize("metric", [m for m in CATALOGUE.values() if not m.required], ids=lambda metric: metric.name)
@pytest.mark.parametrize(("situation", "language"), SEEN, indirect=["situation"], scope="module")
def test_every_metric_has_its_card_with_all_it_opens(
    visit: Visit, situation: Situation, metric: Metric, language: str
) -> None:
    app = visit(ONE_CHART, language, metric=metric.name)
    assert_well(app, language)
    assert cards(app) == {metric.name}
    headline = next(element.value for element in app.title if element.anchor == metric.name)
    if not app.get("popover"):
        # the finding says why there is nothing, or the card does in its place
        assert plain(headline) != plain(metric.title.in_(language))
        assert app.info
        return
    undrawn = any(text(language, f"state.{key}") in words(app) for key in ("nothing_drawn", "one_point"))
    assert len(app.get("plotly_chart")) == (metric.chart.kind != "table" and not undrawn)
    assert len(app.dataframe) == 1  # on a page of its own the table stands below
    for panel in ("method", "download") if language == PANELS_IN[situation.name] else ():
        app.button(key=f"{panel}-{metric.name}").click().run()
        assert_well(app, language)
        assert app.query_params["tab"] == panel  # also when the address names it: the same state
        assert metric.question.in_(language) in words(app) or panel != "method"
        assert len(app.get("download_button")) == (4 if panel == "download" else 0)


@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_an_old_link_to_a_tab_opens_it_and_a_second_press_closes_it(visit: Visit) -> None:
    question = CATALOGUE["open_share"].question.en
    app = visit(ONE_CHART, "en", metric="open_share", tab="method")
    assert question in words(app)
    app.button(key="method-open_share").click().run()
    assert question not in words(app)
    assert "tab" not in app.query_params
    for other in ("chart", "nonsense"):
        assert_well(visit(ONE_CHART, "en", metric="open_share", tab=other), "en")


@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_the_title_says_how_sure_it_is_and_how_many_ways_of_counting_agree(visit: Visit) -> None:
    app = visit(ONE_CHART, "en", metric="country_share")
    title = next(element.value for element in (*app.title, *app.header) if element.anchor == "country_share")
    finding = shared_reader().run("country_share").finding
    assert finding is not None
    word = text("en", f"card.confidence_{finding.confidence}").replace(" ", NO_BREAK)
    assert title.endswith(f"{DOTS[finding.confidence]}{NO_BREAK}{word}]]")
    assert "of 16 ways of counting agree" in words(app)


@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_a_single_point_is_told_in_words(visit: Visit) -> None:
    app = visit(ONE_CHART, "fr", metric="france_europe")
    assert not app.get("plotly_chart")
    said = words(app)
    assert "France **1,9\u202f%** · 7 septembre 2025" in said
    assert text("fr", "state.one_point") in said
    assert text("fr", "flag.break") not in said  # no point bears the mark
    said = words(visit(ONE_CHART, "en", metric="open_share", **{"from": "2025-07-07", "to": "2025-07-07"}))
    assert text("en", "state.one_point_shown") in said
    assert text("en", "state.one_point") not in said  # the chart has more points than these dates


@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_a_setting_is_offered_only_where_it_has_rows(visit: Visit) -> None:
    offer = text("en", "state.empty_settings", settings="").rstrip(".")
    assert offer not in words(visit(ONE_CHART, "en", metric="downloads_per_day"))  # the panel has no such counter
    assert offer in words(visit(ONE_CHART, "en", metric="movers", source="hub"))


def test_a_page_that_is_broken_off_holds_no_card_back_for_the_next() -> None:
    empty = object.__new__(Result)
    with suppress(StopException), told_at_the_end():
        assert holds_back(empty)
        raise StopException
    assert not holds_back(empty)


@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_what_the_scope_of_tasks_cannot_place_is_told_beside_it(visit: Visit) -> None:
    told = "Not counted, as their task is unknown: "
    assert told in words(visit(ONE_CHART, "en", metric="downloads_by_tier"))
    assert told not in words(visit(ONE_CHART, "en", metric="downloads_by_tier", tasks="all"))


@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_a_share_leads_to_the_models_that_it_counts(visit: Visit) -> None:
    app = visit(ONE_CHART, "en", metric="open_share", tasks="all", threshold="any")
    asked = ways_to_charts(app)
    lists = [query for query in asked if query.get("metric") == ["models_behind"]]
    assert [query["side"] for query in lists] == [["open"], ["unknown"]]  # with any weights none is restricted
    assert all((query["tasks"], query["threshold"]) == (["all"], ["any"]) for query in lists)
    asked = ways_to_charts(visit(ONE_CHART, "en", metric="routed_labs", on="2026-03-01"))
    assert {"metric": ["routed_models"], "on": ["2026-03-01"]} in asked


@ANY
def test_an_address_that_asks_for_nonsense_is_answered_in_words(visit: Visit, language: str) -> None:
    name = next(iter(CATALOGUE))
    for query in (
        {"metric": "no_such"},
        {"metric": "<script>alert(1)</script>"},
        {"metric": name, "build": "../../etc/passwd"},
        {"metric": name, "tasks": "nonsense", "labs": ["a", "b"], "threshold": "x" * 1000},
        {"metric": name, "measure": "nonsense", "zzz": "1"},
    ):
        app = visit(ONE_CHART, language, **query)
        assert_well(app, language)
        assert words(app).strip()
