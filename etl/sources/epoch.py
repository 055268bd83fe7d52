"""Epoch AI's table of notable models: who made them, when, how large, with how much compute, and how accessible.

Seen in public readers of ``epoch.ai/data/notable_ai_models.csv`` (about a thousand rows in 2026-06, CC BY): the
columns ``Model``, ``Organization``, ``Country (of organization)``, ``Domain``, ``Publication date``, ``Parameters``,
``Training compute (FLOP)``, ``Model accessibility``, ``Link`` and others. Those that are needed are found by name; the
rest may come and go.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from etl.sources.fetching import NoAnswer
from etl.sources.web import DRIFT, WebSource

if TYPE_CHECKING:
    from etl.registry import Registry

NEEDED = ("Model", "Organization", "Publication date", "Model accessibility", "Parameters", "Training compute (FLOP)")


class Epoch(WebSource):
    """epoch.ai, one file."""

    name = "epoch"
    credit = "Epoch AI, Data on AI Models (epoch.ai), CC BY"
    endpoint = "https://epoch.ai"
    suffix = "csv"

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The notable models."""
        return {"notable": "/data/notable_ai_models.csv"}

    def count(self, unit: str, body: bytes) -> int:
        """Models."""
        try:
            table = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
            lacking = [column for column in NEEDED if column not in (table.fieldnames or ())]
            if lacking:
                raise NoAnswer(f"{DRIFT}: it has no column {', '.join(map(repr, lacking))}")
            models = sum(1 for row in table if row["Model"])
        except (UnicodeDecodeError, csv.Error) as error:
            raise NoAnswer(f"{DRIFT}: no CSV") from error
        if not models:
            raise NoAnswer("lists no model")
        return models
