"""Metrics: a query and what is said of it. Called, as the client's ``ov.metrics()``, this room lists them."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


class _Room(ModuleType):
    """A package that answers a call as the client's function of its name does, whichever was imported first."""

    def __call__(self, about: str = "", *, lang: str = "en") -> object:
        """Every metric with title, unit and parameters; with ``about`` those that speak of the word.

        ``ov.metrics()["open_share"]`` says all of one: parameters and what they accept, columns, formula, limits.
        """
        return import_module("ouverture").connect().metrics(about, lang=lang)


sys.modules[__name__].__class__ = _Room
