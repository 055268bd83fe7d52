"""Ouverture for whoever works in Python: ``import ouverture as ov``; ``ov.metric("open_share").to_pandas()``."""

from __future__ import annotations

from typing import Any

from ouverture.client.answer import Answer
from ouverture.client.clients import Client, Server, local, of_published
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
    """A client of a server (``https://…``), of a published data set, or, without address, of this machine's data.

    A data set is what ``ouverture publish --to`` writes: ``hf://datasets/<repo>``, ``s3://…``, or a folder's path with
    a slash. Its newest build is fetched into the cache, verified; of a newer one only what changed.
    """
    if address is None:
        return local(Places.from_environment())
    if address.startswith(("https://", "http://")):
        return Server(address)
    if "/" in address:
        return of_published(address, Places.from_environment())
    raise ValueError(
        "An address begins with https:// or http://, as in https://open.example, or names a published data set, as in "
        f"hf://datasets/open/ouverture, not {address!r}"
    )


def metric(name: str, /, *, build: str | None = None, lang: str = "en", **parameters: Any) -> Answer:
    return connect().metric(name, build=build, lang=lang, **parameters)


def metrics(about: str = "", *, lang: str = "en") -> Listing:
    return connect().metrics(about, lang=lang)


metric.__doc__ = Client.metric.__doc__
metrics.__doc__ = Client.metrics.__doc__
