"""A figure that is sent: fewer bytes, and what a reader sees and hovers over stays as the painter meant it."""

from __future__ import annotations

import re
from typing import Any

from ouverture.dashboard.light import BOX, lightened

TOLD = [
    f'<b>{day} May</b><br><span style="color:#3F7FBF">■</span> <b>{share}%</b> Open<br><i>partial</i>'
    for day, share in ((1, 40), (2, 41))
]


def read(trace: dict[str, Any]) -> list[str]:
    """The boxes as Plotly fills them in."""
    return [re.sub(r"%{meta\[(\d+)]}", lambda at: trace["meta"][int(at[1])], box) for box in trace["hovertemplate"]]


def test_boxes_marks_and_numbers_say_the_same() -> None:
    drawn = {
        "data": [
            {"customdata": TOLD, "hovertemplate": BOX, "y": [0.123456789012, 4], "x": ["2026-05-01", "2026-05-02"]},
            {"marker": {"symbol": ["circle", "circle"], "size": [5, 5], "line": {"width": [1, 2]}}},
            {"customdata": ["%{x}", "%{x}"], "hovertemplate": BOX},
        ],
        "layout": {"title": {"text": "kept"}},
    }
    boxes, marks, foreign = lightened(drawn)["data"]
    assert read(boxes) == [box + "<extra></extra>" for box in TOLD]
    assert "customdata" not in boxes
    assert boxes["y"] == [0.12345679, 4]
    assert marks["marker"] == {"symbol": "circle", "size": [5, 5], "line": {"width": [1, 2]}}
    assert foreign == drawn["data"][2]  # a name that Plotly would fill in is left to it
