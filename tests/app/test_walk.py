"""Every control of every page, set to what it does not hold by itself: the address brings the same picture back.

After Back and Forward, to somebody who was sent the address or a card's own, in French, at night, and from a build that
the address names.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.runtime.state.common import TESTING_KEY
from streamlit.testing.v1 import AppTest

from ouverture.dashboard import archived, session
from ouverture.dashboard.controls import offered
from ouverture.dashboard.figures import Canvas
from ouverture.dashboard.first_paint import VIEWS
from ouverture.dashboard.navigation import PAGES, Page, page_named
from ouverture.metrics.reader import shared_reader
from ouverture.metrics.result import Result
from tests.app.conftest import Visit
from tests.app.page import CATALOGUE, assert_well, cards, main_title, words

VIEWED = [
    (page, query)
    for page in PAGES
    for query in (
        [{"metric": metric.name} for metric in CATALOGUE.values() if not metric.required and offered(metric)]
        if page.key == "card"
        else [{"view": view} for view in VIEWS.get(page.key, ())] or [{}]
    )
]
ELSEWHERE = ("lang", "view", "open-lab")  # controls that lead to another page, view or language
TYPED = {"search-q": "llama", "charts-q": "hub"}
KINDS = ("button_group", "selectbox", "multiselect", "toggle", "select_slider", "number_input", "text_input")


def controls(app: AppTest) -> list[Any]:
    found = [control for kind in (*KINDS, "date_input", "pagination") for control in app.get(kind)]
    return [control for control in found if control.key not in ELSEWHERE]


def at_once(page: Page, keys: set[str]) -> list[set[str]]:
    """The controls that can be turned together: all filters of models leave none, another board has other models."""
    if page.key == "models":
        return [{key} for key in sorted(keys, reverse=True)]
    return [part for part in (keys & {"yardstick"}, keys - {"yardstick"}) if part]


def turn(control: Any) -> None:
    """Set a control to a value that it does not hold, as a browser would: by the words of an option."""
    if control.type in ("button_group", "selectbox"):
        held = [] if control.value is None else [control.format_func(control.value)]
        control.root.session_state[TESTING_KEY][control.id] = str
        control.set_value(next(option for option in control.options if option not in held))
    elif control.type == "multiselect":
        control.set_value(control.value[2:4])
    elif control.type == "select_slider":
        control.root.session_state[TESTING_KEY][control.id] = str
        control.set_range(*control.proto.options[1:3])
    elif control.type == "toggle":
        control.set_value(not control.value)
    elif control.type == "text_input":
        control.set_value(TYPED[control.key])
    elif control.type == "date_input":
        control.set_value((control.value or date(2026, 1, 10)) - timedelta(days=9))
    else:
        control.set_value(control.value + 1)


def held(app: AppTest) -> dict[str, Any]:
    return {control.key: control.value for control in controls(app)}


def picture(app: AppTest) -> tuple[Any, ...]:
    """All that a reader sees, but for what the address does not hold."""
    return main_title(app), words(app), [frame.value.to_csv() for frame in app.dataframe], drawn(app)


def drawn(app: AppTest) -> list[str]:
    return [chart.proto.spec for chart in app.get("plotly_chart")]


def numbers(app: AppTest) -> list[Any]:
    """What a picture shows in any language: its cards, the sizes of its tables, the numbers of its series."""
    traces = [trace for spec in drawn(app) for trace in json.loads(spec)["data"]]
    series = [(trace["type"], str(trace.get("y")), str(trace.get("x"))) for trace in traces]
    series = [[part for part in parts if "bdata" in part or "None" in part] for parts in series]
    return [sorted(cards(app)), [frame.value.shape for frame in app.dataframe], series]


def link_of(result: Result) -> dict[str, str | list[str]]:
    """The parameters that the link of a card names, as its address gives them back."""
    return {name: session.in_address(value) for name, value in session.changed_parameters(result).items()}


@pytest.mark.parametrize("situation", ["live"], indirect=True)
@pytest.mark.parametrize(
    ("page", "first"), VIEWED, ids=lambda part: getattr(part, "key", None) or " ".join(part.values())
)
def test_the_address_brings_the_picture_back(
    visit: Visit, page: Page, first: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Result] = []
    monkeypatch.setattr(archived, "banner", shown.append)
    visit(page, "en", **first)  # the scope of the page before comes along, unless the page was there already
    app = visit(page, "en", **first)
    assert_well(app, "en")
    before, started = picture(app), held(app)
    if not started:
        return
    for keys in at_once(page, set(started)):
        app = visit(page, "en", **first)
        for control in controls(app):
            if control.key in keys:
                turn(control)
        shown.clear()
        app.run()
        assert_well(app, "en")
        chosen, now, query = held(app), picture(app), dict(app.query_params)
        turned = max(shown, key=lambda result: len(session.changed_parameters(result)), default=None)
        assert not [key for key in keys if chosen.get(key) == started[key]], "a choice was lost"
        query.pop("lang")
        back = visit(page, "en", **first)
        assert (held(back), picture(back)) == (started, before)
        forward = visit(page, "en", **query)
        assert (held(forward), picture(forward)) == (chosen, now)
        with monkeypatch.context() as night:
            night.setattr(session, "_canvas", lambda: Canvas("fr", dark=True))
            other = visit(page, "fr", **{**query, "build": shared_reader().build().build_id})
            assert (held(other), numbers(other)) == (chosen, numbers(forward))
        if turned and page.key != "card":  # what its Share passes on
            shown.clear()
            visit(page_named("card"), "en", metric=turned.metric.name, **link_of(turned))
            assert shown[0].parameters == turned.parameters
