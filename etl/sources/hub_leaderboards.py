"""Results on the Hub's official benchmarks: which model scored what, as the leaderboards of the datasets show it.

Seen in huggingface_hub 2.4, whose ``list_datasets(benchmark="official")`` asks
``/api/datasets?filter=benchmark:official`` and whose ``get_dataset_leaderboard`` asks
``/api/datasets/<id>/leaderboard`` for a list of ``{rank, modelId, value, filename, verified, author: {name},
source}``. The same addresses are asked here without it, so that the answer is kept as it came. A benchmark that needs
a login is left out and told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from huggingface_hub import constants

from etl.sources.fetching import NoAnswer
from etl.sources.web import DRIFT, WebSource, read_json

if TYPE_CHECKING:
    from etl.registry import Registry
    from etl.sources import SourcePlan


class HubLeaderboards(WebSource):
    """The Hub's benchmark datasets: their list, then one request each."""

    name = "hub-leaderboards"
    endpoint = constants.ENDPOINT
    refuses_all = False

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The list of official benchmarks."""
        return {"benchmarks": "/api/datasets?filter=benchmark:official&limit=100"}

    def follow(self, plan: SourcePlan, body: bytes) -> Mapping[str, str]:
        """One leaderboard a benchmark."""
        return {dataset["id"]: f"/api/datasets/{dataset['id']}/leaderboard" for dataset in json.loads(body)}

    def count(self, unit: str, body: bytes) -> int:
        """Results on a leaderboard; none in the list of benchmarks."""
        answer = read_json(body)
        try:
            if unit == "benchmarks":
                return sum(0 for dataset in answer if dataset["id"])
            results = [(str(entry["modelId"]), float(entry["value"])) for entry in answer]
        except (KeyError, TypeError, ValueError) as error:
            raise NoAnswer(f"{DRIFT} for {unit}") from error
        if not results:
            raise NoAnswer(f"has no result for {unit}")
        return len(results)

    def keep(self, unit: str, body: bytes) -> bytes:
        """A leaderboard with the name of its benchmark, which the answer does not say."""
        if unit == "benchmarks":
            return body
        return json.dumps({"benchmark": unit, "entries": json.loads(body)}).encode()
