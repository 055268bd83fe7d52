"""How many models on the whole Hub name a base, by relation, for the bases of the registry's labs downloaded most.

Seen in huggingface_hub 2.4, which documents ``childrenModelCount`` among the properties to ``expand``, and in public
readers of the answer: ``GET /api/models/<id>?expand=childrenModelCount`` gives ``{id, childrenModelCount: {finetune,
adapter, merge, quantized}}``, a relation without a model being left out. Lists refuse the property, so each base takes
a request. Counts as text, a relation of another name and one bare number for all relations are understood too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, read_json
from ouverture.pipeline.sources.hub import PAGE_SIZE, first_page
from ouverture.pipeline.sources.hub_leaderboards import REPO_ID
from ouverture.pipeline.sources.web import WebSource, fitting

if TYPE_CHECKING:
    from ouverture.pipeline.sources import SourcePlan
    from ouverture.places import Places
    from ouverture.registry import Registry

BASES = {"text-generation": 30, "image-text-to-text": 10}  # asked a night: those downloaded most of each task
MADE_OF = tuple(f"base_model:{relation}:" for relation in ("quantized", "adapter", "merge"))  # what is hardly a base


class HubDerivatives(WebSource):
    """The Hub's list of models of two tasks, then one request a base."""

    refuses_all = False  # a repository that is gone or private answers 401
    _makers: frozenset[str] = frozenset()

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The models of each task, the most downloaded first."""
        labs = [lab for lab in registry.labs.values() if lab.kind != "packager"]
        self._makers = frozenset(organisation.id.lower() for lab in labs for organisation in lab.organisations)
        return {
            task: first_page("/api/models", [("pipeline_tag", task), ("sort", "downloads")], PAGE_SIZE, ["tags"])
            for task in BASES
        }

    def plan(self, places: Places, registry: Registry, scope: str | None) -> SourcePlan:
        """A request a task and one a base."""
        plan = super().plan(places, registry, scope)
        return replace(plan, requests=plan.requests + sum(BASES.values()))

    def follow(self, plan: SourcePlan, body: bytes) -> Mapping[str, str]:
        """One answer a base."""
        return {name: f"/api/models/{name}?expand=childrenModelCount" for name in read_json(body)}

    def count(self, unit: str, body: bytes) -> int:
        """1 for a base with a count; none in a list of models."""
        answer = read_json(body)
        if unit in BASES:
            if not isinstance(answer, list):
                raise NoAnswer(DRIFT)
            return 0 * fitting(answer, lambda model: isinstance(model["id"], str))
        if not isinstance(answer, dict) or not isinstance(answer.get("id"), str):
            raise NoAnswer(f"{DRIFT} for {unit}")
        if "childrenModelCount" not in answer:
            raise NoAnswer(f"says no derivatives of {unit}")
        said = answer["childrenModelCount"]
        counts = list(said.values()) if isinstance(said, dict) else [said]
        return min(1, fitting(counts, lambda value: int(value) >= 0, f" for {unit}"))

    def keep(self, unit: str, body: bytes) -> bytes:
        """Of a list the names of the bases to ask; an answer as it came."""
        if unit not in BASES:
            return body
        bases = [model["id"] for model in read_json(body) if self._is_base(model)]
        return json.dumps(bases[: BASES[unit]]).encode()

    def _is_base(self, model: Any) -> bool:
        """Whether a lab of the registry publishes it, and not as a repackaging of another model."""
        name = model.get("id") if isinstance(model, dict) else None
        if not isinstance(name, str) or not REPO_ID.fullmatch(name):
            return False
        tags = model.get("tags")
        made_of = any(isinstance(tag, str) and tag.startswith(MADE_OF) for tag in tags or ())
        return name.partition("/")[0].lower() in self._makers and "/" in name and not made_of
