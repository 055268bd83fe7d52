"""Ouverture, the observatory of open AI: ``ov.metrics()`` lists what can be asked, ``ov.metric("open_share")`` asks it.

``ov.connect("https://…")`` asks a server instead of the data on this machine.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"
_CLIENT = (
    "Answer",
    "BadParameter",
    "BuildGone",
    "Client",
    "MetricError",
    "NoBuild",
    "UnknownMetric",
    "connect",
    "metric",
)


def __getattr__(name: str) -> object:
    """The client, once it is asked for: to import the package costs nothing, and every command line does it."""
    if name == "metrics":  # the room of that name, which can be called (ouverture/metrics/__init__.py)
        return import_module("ouverture.metrics")
    if name in _CLIENT:
        return getattr(import_module("ouverture.client"), name)
    raise AttributeError(f"module 'ouverture' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_CLIENT, "metrics"})
