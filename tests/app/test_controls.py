"""Settings on a card: from the widget into the address and back, and what the address may not ask for."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ouverture.dashboard.controls import from_address, offered, options_of
from ouverture.dashboard.navigation import page_named
from ouverture.dashboard.session import in_address
from ouverture.dashboard.texts import LANGUAGES, text, texts
from ouverture.metrics.metric import Metric
from ouverture.metrics.parameters import Value
from ouverture.metrics.reader import shared_reader
from tests.app.conftest import Visit
from tests.app.page import CATALOGUE, assert_well, cards, ways_to_charts, words

LINEAGE, OPENNESS, ONE_CHART = map(page_named, ("lineage", "openness", "card"))
ANY = pytest.mark.parametrize("language", LANGUAGES)
reference = pytest.mark.parametrize("situation", ["reference"], indirect=True)


def shown(app: AppTest, metric: str, name: str) -> object:
    return app.session_state[f"control-{metric}-{name}"]


def links(app: AppTest) -> str:
    return "\n".join(code.value for code in app.code)


@ANY
@reference
def test_a_choice_goes_into_the_address_and_comes_back(visit: Visit, language: str) -> None:
    app = visit(LINEAGE, language)
    mode = next(group for group in app.get("button_group") if group.key == "control-attribution-mode")
    mode.set_value("packager").run()
    assert app.query_params["mode"] == "packager"
    said = CATALOGUE["attribution"].columns["packager"].label.in_(language)
    assert said in words(app)
    again = visit(LINEAGE, language, mode="packager")
    assert_well(again, language)
    assert shown(again, "attribution", "mode") == "packager"
    mode = next(group for group in again.get("button_group") if group.key == "control-attribution-mode")
    mode.set_value("family").run()
    assert "mode" not in again.query_params  # a default is left out
    assert shown(again, "attribution", "mode") == "family"


@reference
def test_every_setting_of_every_chart_goes_through_the_address_and_back(visit: Visit) -> None:
    reader, walked = shared_reader(), 0
    for metric in CATALOGUE.values():
        for name in () if metric.required else offered(metric):
            declared = metric.parameters[name]
            choices = reader.choices(metric.name, name)
            if choices is None:
                options: list[Value] = [declared.parse(declared.default)] if declared.default is not None else []
            else:
                options = options_of(declared, choices)
            for option in options[:3] + options[-1:]:
                values: list[Value] = [[option], options[:2]] if declared.type == "list" else [option]
                for value in values:
                    written = in_address(value)
                    read = from_address(declared, written if isinstance(written, list) else [written])
                    assert metric.validate({name: read})[name] == value, (metric.name, name)
                    walked += 1
    assert walked > 500


@reference
def test_labs_and_measure_of_a_chart_s_own_page_do_not_disturb_each_other(visit: Visit) -> None:
    app = visit(ONE_CHART, "en", metric="lab_adoption")
    next(group for group in app.get("button_group") if group.key == "control-lab_adoption-measure").set_value("share")
    app.run()
    assert (app.query_params["measure"], "labs" in app.query_params) == ("share", False)
    app.multiselect(key="control-lab_adoption-labs").set_value(["qwen", "meta"]).run()
    assert app.query_params["labs"] == ["qwen", "meta"]
    assert text("en", "state.bad_parameter").split("{")[0].strip() not in words(app)
    again = visit(ONE_CHART, "en", metric="lab_adoption", measure="share", labs=["qwen", "meta"])
    assert shown(again, "lab_adoption", "labs") == ["qwen", "meta"]
    again.multiselect(key="control-lab_adoption-labs").set_value([]).run()
    assert "labs" not in again.query_params


@ANY
@reference
def test_dates_and_scale_of_a_chart_are_its_address(visit: Visit, language: str) -> None:
    app = visit(ONE_CHART, language, metric="downloads_by_tier")
    rows = len(app.dataframe[0].value)
    (slider,) = app.select_slider
    days = [date.fromisoformat(day) for day in ("2025-03-07", "2025-07-07")]
    slider.set_value(days).run()
    assert (app.query_params["from"], app.query_params["to"]) == ("2025-03-07", "2025-07-07")
    assert 0 < len(app.dataframe[0].value) < rows
    next(group for group in app.get("button_group") if group.key == "view-scale").set_value("share").run()
    assert app.query_params["scale"] == "share"
    assert_well(app, language)
    assert text(language, "view.scale_share") in words(app)
    again = visit(ONE_CHART, language, metric="downloads_by_tier", **{"from": "2025-03-07", "to": "2025-07-07"})
    assert len(again.dataframe[0].value) == len(app.dataframe[0].value)
    for nonsense in (
        {"from": "x", "scale": "index"},
        {"from": "2031-01-01"},
        {"from": "2025-07-07", "to": "2025-03-07"},
    ):
        odd = visit(ONE_CHART, language, metric="downloads_by_tier", **nonsense)
        assert_well(odd, language)
        assert len(odd.dataframe[0].value) == rows


@ANY
@reference
def test_a_family_is_opened_from_the_address(visit: Visit, language: str) -> None:
    assert "family_modes" not in cards(visit(LINEAGE, language))
    app = visit(LINEAGE, language, family="Llama")
    assert_well(app, language)
    assert {"family_tree", "family_modes", "family_publishers"} <= cards(app)
    assert shown(app, "family_tree", "family") == "Llama"
    app.selectbox(key="control-family_tree-family").set_value(None).run()
    assert "family" not in app.query_params


@reference
def test_a_setting_of_the_address_opens_the_view_that_has_it_and_another_view_can_be_chosen(visit: Visit) -> None:
    app = visit(OPENNESS, "en", commercial="true")
    assert "may_i_use_it" in cards(app)
    next(group for group in app.get("button_group") if group.key == "view").set_value("degrees").run()
    assert app.query_params["view"] == "degrees"
    assert "adoption_weighted_openness" in cards(app)
    assert "openness_matrix" in cards(visit(OPENNESS, "en", family="all"))


@ANY
@reference
def test_numbers_and_names_of_the_address_that_the_page_gives(visit: Visit, language: str) -> None:
    app = visit(page_named("concentration"), language, turnover="model")
    assert_well(app, language)
    assert shown(app, "turnover", "unit") == "model"
    app = visit(ONE_CHART, language, metric="rank_bump", days="60")
    assert shown(app, "rank_bump", "days") == 60
    app.number_input(key="control-rank_bump-days").set_value(90).run()
    assert app.query_params["days"] == "90"


@ANY
@reference
def test_the_links_of_a_card_carry_its_settings(visit: Visit, language: str) -> None:
    app = visit(ONE_CHART, language, metric="attribution", mode="publisher")
    assert_well(app, language)
    assert shown(app, "attribution", "mode") == "publisher"
    assert not links(app)  # nothing is sent of what nobody has opened
    app.session_state["share-attribution"] = True
    app.run()
    assert len(re.findall(r"/card\?metric=attribution&mode=publisher", links(app))) >= 4  # live, pinned, quoted, cited
    app.button(key="download-attribution").click().run()
    assert "/api/v1/metrics/attribution.csv?mode=publisher" in links(app)
    app = visit(ONE_CHART, language, metric="attribution", tasks="all", basis="adjusted")
    asked = ways_to_charts(app)
    assert asked
    for query in asked:  # of the related charts, those that take a part of the scope keep it
        for name, value in (("tasks", "all"), ("basis", "adjusted")):
            assert query.get(name, [value]) == [value]
            assert (name in query) == (name in CATALOGUE[query["metric"][0]].parameters)


@ANY
@reference
@pytest.mark.parametrize(
    ("page", "metric", "query"),
    [
        (LINEAGE, "attribution", {"mode": "nonsense"}),
        (ONE_CHART, "rank_bump", {"metric": "rank_bump", "days": "-1", "rank_by": "<b>"}),
        (ONE_CHART, "first_year", {"metric": "first_year", "year": "1066"}),
        (OPENNESS, "may_i_use_it", {"country_eu": "perhaps", "monthly_users": "1e99"}),
        (OPENNESS, "adoption_weighted_openness", {"lab": "x" * 1000}),
        (ONE_CHART, "attribution", {"metric": "attribution", "mode": "nonsense"}),
    ],
    ids=str,
)
def test_a_value_that_the_metric_does_not_take_is_told_and_the_default_shown(
    visit: Visit, language: str, page: object, metric: str, query: dict[str, str]
) -> None:
    app = visit(page, language, **query)
    assert_well(app, language)
    assert text(language, "state.bad_parameter").split("{")[0].strip() in words(app)
    assert metric in cards(app)
    for name in query:
        if name in CATALOGUE[metric].parameters:
            assert shown(app, metric, name) == CATALOGUE[metric].parameters[name].default


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("metric", CATALOGUE.values(), ids=lambda metric: metric.name)
def test_every_choice_has_its_words(metric: Metric, language: str) -> None:
    known = texts(language)
    for name in offered(metric):
        for value in metric.parameters[name].allowed or ():
            keys = (f"control.{name}_{value}", f"scope.{name}_{value}", f"value.{name}_{value}")
            if name == "tier":
                continue  # has names of its own
            assert re.match(r"[<>=]*\d", str(value)) or any(key in known for key in keys), (name, value)
