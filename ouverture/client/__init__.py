"""Ouverture for whoever works in Python: ``import ouverture as ov``; ``ov.metric("open_share").to_pandas()``."""

from __future__ import annotations

from typing import Any

from ouverture.client.answer import Answer
from ouverture.client.clients import Client, Server, local
from ouverture.client.listing import Described, Listing
from ouverture.metrics.errors import BadParameter, BuildGone, MetricError, NoBuild, UnknownMetric
from ouverture.places import Places

__all__ = [
    "Answer",
    "BadParameter",
    "BuildGone",
    "Client",
    "Described",
    "Listing",
    "MetricError",
    "NoBuild",
    "UnknownMetric",
    "connect",
    "metric",
    "metrics",
]


def connect(address: str | None = None) -> Client:
    """A client of the server at ``address`` (``https://…``), or of this machine's data where there is none."""
    if address is None:
        return local(Places.from_environment())
    if not address.startswith(("https://", "http://")):
        raise ValueError(f"An address begins with https:// or http://, as in https://open.example, not {address!r}")
    return Server(address)


def metric(name: str, /, *, build: str | None = None, lang: str = "en", **parameters: Any) -> Answer:
    return connect().metric(name, build=build, lang=lang, **parameters)


def metrics(about: str = "", *, lang: str = "en") -> Listing:
    return connect().metrics(about, lang=lang)


metric.__doc__ = Client.metric.__doc__
metrics.__doc__ = Client.metrics.__doc__
