"""The catalogue of OpenRouter: hosted models with their prices, joined to the Hub by ``hugging_face_id``.

Seen in OpenRouter's API reference and in recorded answers: ``data`` is a list of ``{id, name, created, context_length,
architecture: {input_modalities, output_modalities}, pricing: {prompt, completion}, hugging_face_id}``. Prices are
text, US dollars a token; a router's price is -1 and means unknown. ``created`` is when OpenRouter listed the model,
not its release.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, read_json
from ouverture.pipeline.sources.web import WebSource, fitting

if TYPE_CHECKING:
    from ouverture.registry import Registry


class OpenRouter(WebSource):
    """openrouter.ai, one request."""

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The whole catalogue."""
        return {"catalogue": "/api/v1/models"}

    def count(self, unit: str, body: bytes) -> int:
        """Models."""
        answer = read_json(body)
        try:
            models = list(answer["data"])
        except (KeyError, TypeError) as error:
            raise NoAnswer(DRIFT) from error
        if not models:
            raise NoAnswer("lists no model")
        return fitting(models, lambda m: m["id"] and (float(m["pricing"]["prompt"]), float(m["pricing"]["completion"])))
