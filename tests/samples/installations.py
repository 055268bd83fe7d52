"""Whole installations for the tests of what a visitor sees: the reference panel, and snapshots of the stand-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from ouverture.pipeline.progress import Silent
from ouverture.pipeline.snapshot import open_sources, snapshot
from ouverture.pipeline.sources.hub import Hub as HubSource
from ouverture.places import Places
from ouverture.registry import load_registry
from tests.standin import make_hub, serving


def publish_panel(places: Places, at: datetime) -> None:
    """What ``ouverture demo`` publishes."""
    snapshot(places, load_registry(), open_sources(["reference"]), scope=None, now=lambda: at, progress=Silent())


def publish_live(places: Places, instants: Sequence[datetime], models: int = 1000, days_before: int = 0) -> None:
    """What ``ouverture snapshot`` publishes at each of these instants; the Hub moves on in between.

    ``days_before``: so many days it has moved on before the first.
    """
    hub = make_hub(models, today=instants[0].date() - timedelta(days=days_before))
    hub.advance(days_before)
    with serving(hub) as server:
        source = HubSource(endpoint=server.url)
        for before, at in zip([instants[0], *instants], instants, strict=False):
            hub.advance((at - before).days)
            snapshot(places, load_registry(), [source], scope=None, now=lambda at=at: at, progress=Silent())
