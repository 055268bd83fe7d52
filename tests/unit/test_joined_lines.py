"""Lines that go on in another source: drawn as one, thin until the joint, which bears a name; parted at a break."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ouverture.dashboard.figures import Canvas, Encoding, draw

DAYS = [date(2026, 11, day) for day in (2, 9, 16, 17)]
ENCODING = Encoding(
    kind="line",
    x="snapshot_date",
    y="downloads_30d",
    series="line",
    facet="line",
    low=None,
    high=None,
    stack=False,
    log=False,
    unit="downloads",
    label=lambda column, value: f"{column} {value}",
    colour=lambda value: "#3F7FBF",
    dashed=lambda value: False,
)


def readings(joint: str, flags: str | None) -> list[dict[str, Any]]:
    """Two readings of an archive, then two of own snapshots."""
    return [
        {
            "line": "hub",
            "source": "hub-stats" if day < DAYS[2] else "hub",
            "snapshot_date": day,
            "downloads_30d": 100 + place,
            "joint": joint if day == DAYS[2] else None,
            "flags": flags if day == DAYS[2] else None,
        }
        for place, day in enumerate(DAYS)
    ]


@pytest.mark.parametrize(("joint", "flags", "own"), [("joined", None, DAYS[1:]), ("break", "break gap", DAYS[2:])])
def test_one_line_until_a_break(joint: str, flags: str | None, own: list[date]) -> None:
    figure = draw(readings(joint, flags), ENCODING, Canvas(language="en"))
    archive, snapshots = (trace for trace in figure.data if trace.name)
    box = figure.data[-1].customdata
    assert (list(archive.x), list(snapshots.x)) == (DAYS[:2], own)
    assert archive.line.width < snapshots.line.width
    assert "source hub-stats" in box[0]
    assert "source hub" in box[-1]
    assert f"joint {joint}" in [annotation.text for annotation in figure.layout.annotations]
    (mark,) = figure.layout.shapes
    assert mark.x0 == DAYS[2].isoformat()


def test_a_long_line_marks_its_flagged_points_alone() -> None:
    rows = [
        {"line": "hub", "source": "hub", "snapshot_date": DAYS[0] + timedelta(days=day), "downloads_30d": 100 + day}
        for day in range(70)
    ]
    figure = draw([*rows[:-1], rows[-1] | {"flags": "restated"}], ENCODING, Canvas(language="en"))
    assert (figure.data[0].marker.symbol[-1], list(figure.data[0].marker.size)) == ("x-thin-open", [0] * 69 + [8])
