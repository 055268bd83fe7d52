"""Results on the Hub's official benchmarks: which model scored what, as the leaderboards of the datasets show it.

Seen in huggingface_hub 2.4, whose ``list_datasets(benchmark="official")`` asks
``/api/datasets?filter=benchmark:official`` and whose ``get_dataset_leaderboard`` asks
``/api/datasets/<id>/leaderboard`` for a list of ``{rank, modelId, value, filename, verified, author: {name},
source}``. The same addresses are asked here without it, so that the answer is kept as it came. A benchmark that needs
a login is left out and told.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, read_json
from ouverture.pipeline.sources.web import WebSource, fitting

if TYPE_CHECKING:
    from ouverture.pipeline.sources import SourcePlan
    from ouverture.registry import Registry


REPO_ID = re.compile(r"[A-Za-z0-9][\w.-]*(/[\w.-]+)?")


class HubLeaderboards(WebSource):
    """The Hub's benchmark datasets: their list, then one request each."""

    refuses_all = False

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The list of official benchmarks."""
        return {"benchmarks": "/api/datasets?filter=benchmark:official&limit=100"}

    def follow(self, plan: SourcePlan, body: bytes) -> Mapping[str, str]:
        """One leaderboard a benchmark."""
        ids = [dataset["id"] for dataset in read_json(body)]
        return {name: f"/api/datasets/{name}/leaderboard" for name in ids if REPO_ID.fullmatch(name)}

    def count(self, unit: str, body: bytes) -> int:
        """Results on a leaderboard; none in the list of benchmarks."""
        answer = read_json(body)
        try:
            if unit == "benchmarks":
                return sum(0 for dataset in answer if dataset["id"])
            results = [entry for entry in answer if isinstance(entry, dict)]
        except (KeyError, TypeError) as error:
            raise NoAnswer(f"{DRIFT} for {unit}") from error
        if not results:
            raise NoAnswer(f"has no result for {unit}")
        return fitting(results, lambda entry: entry["modelId"] and math.isfinite(float(entry["value"])), f" for {unit}")

    def keep(self, unit: str, body: bytes) -> bytes:
        """A leaderboard with the name of its benchmark, which the answer does not say."""
        if unit == "benchmarks":
            return body
        return json.dumps({"benchmark": unit, "entries": read_json(body)}).encode()
