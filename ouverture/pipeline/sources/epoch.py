"""Epoch AI: its table of notable models, and its capabilities index.

Seen in public readers of ``epoch.ai/data/notable_ai_models.csv`` (about a thousand rows in 2026-06, CC BY): the
columns ``Model``, ``Organization``, ``Country (of organization)``, ``Domain``, ``Publication date``, ``Parameters``,
``Training compute (FLOP)``, ``Model accessibility``, ``Link`` and others.

Seen in public readers of ``epoch.ai/data/eci_scores.csv`` (213 rows in 2026-07, 274 in 2026-10, CC BY): ``Model,
Display name, eci, eci_ci_low, eci_ci_high, date, Organization, Country (of organization), Model accessibility,
Accessibility group, model_versions``. One capability score a model over many benchmarks, some of them private, on a
scale where Claude 3.5 Sonnet is 130 and GPT-5 is 150; ``date`` is the model's release. It is fitted anew several times
a week, so that scores of two days do not compare.

Columns that are needed are found by name; the rest may come and go.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ouverture.pipeline.sources.foreign import NoAnswer, read_csv
from ouverture.pipeline.sources.web import WebSource

if TYPE_CHECKING:
    from ouverture.registry import Registry

NEEDED = {
    "notable": (
        "Model", "Organization", "Publication date", "Model accessibility", "Parameters", "Training compute (FLOP)",
    ),
    "capabilities": ("Model", "eci", "date", "Organization", "Model accessibility"),
}  # fmt: skip


class Epoch(WebSource):
    """epoch.ai, two files."""

    suffix = "csv"

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The notable models and the index."""
        return {"notable": "/data/notable_ai_models.csv", "capabilities": "/data/eci_scores.csv"}

    def count(self, unit: str, body: bytes) -> int:
        """Models; of the index those with a score."""
        score = "Model" if unit == "notable" else "eci"
        models = sum(1 for row in read_csv(body, NEEDED[unit]) if row.get("Model") and row.get(score))
        if not models:
            raise NoAnswer("lists no model")
        return models
