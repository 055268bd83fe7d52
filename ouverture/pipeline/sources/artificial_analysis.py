"""Artificial Analysis, with a key only: its indices and prices of hosted models.

Seen in public readers of its API v2 in 2026 (the documents lie behind a login): ``GET
/api/v2/language/models/free?page=N`` with the header ``x-api-key``, 200 models a page, ``pagination: {page,
total_pages, has_more}`` at the top or under ``meta``; each model has ``id, name, slug, release_date, model_creator:
{name}, evaluations: {artificial_analysis_ intelligence_index, …}, pricing: {price_1m_input_tokens,
price_1m_output_tokens}``. 100 requests a day are free; attribution is required.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ouverture.pipeline.sources import key_of
from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, read_json
from ouverture.pipeline.sources.web import WebSource, fitting

if TYPE_CHECKING:
    from ouverture.pipeline.sources import SourcePlan
    from ouverture.registry import Registry

MOST_PAGES = 20


class ArtificialAnalysis(WebSource):
    """artificialanalysis.ai, one request per 200 models."""

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The first page."""
        return {"models": self._page(1)}

    def headers(self) -> dict[str, str]:
        """With the key."""
        return {**super().headers(), "x-api-key": key_of(self.name) or ""}

    def follow(self, plan: SourcePlan, body: bytes) -> Mapping[str, str]:
        """The other pages."""
        answer = read_json(body)
        pagination = answer.get("pagination") or (answer.get("meta") or {}).get("pagination") or {}
        pages = min(int(pagination.get("total_pages") or 1), MOST_PAGES)
        return {f"page {number}": self._page(number) for number in range(2, pages + 1)}

    def count(self, unit: str, body: bytes) -> int:
        """Models."""
        answer: Any = read_json(body)
        try:
            models = list(answer["data"])
        except (KeyError, TypeError) as error:
            raise NoAnswer(DRIFT) from error
        if not models:
            raise NoAnswer("lists no model")
        return fitting(
            models, lambda m: m["name"] and all(isinstance(m[part], dict) for part in ("evaluations", "pricing"))
        )

    @staticmethod
    def _page(number: int) -> str:
        return f"/api/v2/language/models/free?page={number}"
