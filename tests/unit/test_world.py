"""The world map: outlines for every lab, nothing fetched, nothing dropped."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from ouverture.dashboard.figures import Canvas, Encoding, draw
from ouverture.dashboard.figures.world import OUTLINES, _project
from ouverture.formatting import formatted
from ouverture.registry import load_registry

ENCODING = Encoding(
    kind="map",
    x="origin",
    y="share",
    series="origin",
    facet=None,
    low=None,
    high=None,
    stack=False,
    log=False,
    unit="share",
    label=lambda column, value: formatted(value, "country", "en"),
    colour=lambda value: "#000000",
    dashed=lambda value: False,
)
ROWS = [
    {"origin": "US", "share": 0.6},
    {"origin": "FR", "share": 0.004},
    {"origin": "SG", "share": 0.1},
    {"origin": "unaffiliated", "share": 0.296},
]


def figure(**canvas: Any) -> Any:
    return draw(ROWS, ENCODING, Canvas(language="en", **canvas))


def test_every_lab_of_the_registry_can_be_drawn() -> None:
    stored = json.loads(OUTLINES.read_text(encoding="utf-8"))
    drawable = {land["country"] for land in stored["outlines"]} | stored["places"].keys()
    labs = load_registry().labs.values()
    assert {country for lab in labs for country in (lab.country, lab.parent_country) if country} <= drawable
    assert OUTLINES.stat().st_size < 120_000
    assert "public domain" in stored["licence"]


def test_countries_are_filled_small_ones_are_dots_and_unknown_is_named() -> None:
    drawn = figure()
    told = [trace.text for trace in drawn.data if trace.text]
    assert [
        text.startswith(f"<b>{name}") for text, name in zip(told, ("United States", "France", "Singapore"), strict=True)
    ]
    assert [trace.mode for trace in drawn.data if trace.text] == ["lines", "lines", "markers"]
    assert not any(trace.type.startswith(("choropleth", "scattergeo")) for trace in drawn.data)  # would fetch borders
    legend = drawn.layout.annotations[-1].text
    assert "unaffiliated <b>30%</b>" in legend
    assert len({trace.fillcolor for trace in drawn.data if trace.fill == "toself"}) == 3  # land, most, least


def test_names_stand_on_a_wide_map_only() -> None:
    assert len(figure().layout.annotations) > 1
    assert len(figure(narrow=True, dark=True).layout.annotations) == 1


def test_equal_earth_at_its_corners() -> None:
    # Šavrič, Patterson, Jenny 2018: the equator spans 2 * 2.7066, the poles lie at 1.3173.
    points = _project(np.array([[180.0, 0.0], [0.0, 90.0], [0.0, 0.0]]))
    assert np.allclose(points[[0, 1, 2], [0, 1, 0]], [2.70663, 1.31735, 0], atol=1e-4)
