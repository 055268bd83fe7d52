"""A figure as it is sent: nothing twice, no digit that no screen shows. Plotly draws the same of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

DIGITS = 8  # significant ones: more than a screen has pixels
BOX = "%{customdata}<extra></extra>"  # of hover boxes that are written out point by point
# what repeats in them: how a line begins, with its series' colour, and how it ends, with its name
REPEATED = re.compile(r'(?:<br>)?<span style="[^"]*">[^<]*</span> <b>|</b>[^<%]*(?=<br>|$)')


def lightened(figure: dict[str, Any]) -> dict[str, Any]:
    """The dictionary of a figure with the same meaning in fewer bytes: the one value of all points of a trace once,
    what hover boxes repeat once a trace, numbers without their noise."""
    light: dict[str, Any] = _rounded(figure)
    for trace in light["data"]:
        if "marker" in trace:
            trace["marker"] = _once(trace["marker"])
        if trace.get("hovertemplate") == BOX and isinstance(trace.get("customdata"), list):
            _boxes(trace)
    return light


def _rounded(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _rounded(value) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_rounded(value) for value in part]
    return float(f"{part:.{DIGITS}g}") if isinstance(part, float) else part


def _once(style: dict[str, Any]) -> dict[str, Any]:
    """Marks that all look alike: how, instead of a list. Sizes stay one: Plotly takes such marks for bubbles, and
    draws them paler."""
    one = {}
    for name, value in style.items():
        alike = name != "size" and isinstance(value, list) and value and all(each == value[0] for each in value)
        one[name] = _once(value) if isinstance(value, dict) else value[0] if alike else value
    return one


def _boxes(trace: dict[str, Any]) -> None:
    told: list[str] = trace["customdata"]
    if any(not isinstance(box, str) or "%{" in box for box in told):
        return
    times = Counter(piece for box in told for piece in REPEATED.findall(box))
    pieces = [piece for piece, count in times.items() if count > 1]
    if not pieces:
        return
    place = {piece: f"%{{meta[{at}]}}" for at, piece in enumerate(pieces)}
    ends = f"%{{meta[{len(pieces)}]}}"
    trace["hovertemplate"] = [
        REPEATED.sub(lambda found: place.get(found.group(), found.group()), box) + ends for box in told
    ]
    trace["meta"] = [*pieces, "<extra></extra>"]
    del trace["customdata"]
