"""Tokens that OpenRouter passed on: the 50 public models with most tokens of each day, and the rest as one row.

Seen in OpenRouter's documents of its dataset ``rankings-daily`` (CC BY 4.0): ``GET
/api/v1/datasets/rankings-daily?start_date=…&end_date=…`` with a bearer key gives ``{data: [{date, model_permaslug,
total_tokens}], meta: {as_of, version, start_date, end_date}}``: days since 2025-01-01, at most 366 a request, 30
requests a minute, tokens (of prompt and answer) as text of digits, ``other`` for all models below the first 50. Names
bear dates and variants (``:free``); models under a cover name are ``openrouter/…-alpha``. Other spellings of the two
columns that readers of it use are taken too. The newest days are restated for some days.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ouverture.pipeline.capture import finished_captures
from ouverture.pipeline.sources import key_of
from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, read_json
from ouverture.pipeline.sources.web import WebSource, fitting

if TYPE_CHECKING:
    from ouverture.pipeline.sources import SourcePlan
    from ouverture.places import Places
    from ouverture.registry import Registry

FIRST = date(2025, 1, 1)
MOST_DAYS = 366  # of one request
RESTATED = timedelta(days=7)  # asked again
DATES, MODELS = ("date", "day"), ("model_permaslug", "model_slug", "model", "slug")


class OpenRouterUsage(WebSource):
    """openrouter.ai, one request for each 366 days that no capture holds yet."""

    pause = 2.0  # 30 requests a minute are allowed

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """All days there are: a plan asks for those since the last known."""
        return self._spans(FIRST)

    def plan(self, places: Places, registry: Registry, scope: str | None) -> SourcePlan:
        """The days since the newest that a capture holds, less those that may have been restated."""
        known = max((last_day(page.body()) for c in finished_captures(places) if c.source == self.name
                     for page in c.pages[-1:]), default=None)  # fmt: skip
        spans = self._spans(max(FIRST, known - RESTATED) if known else FIRST)
        addresses = {unit: self.address(path) for unit, path in spans.items()}
        plan = super().plan(places, registry, scope)
        return replace(plan, units=tuple(addresses), requests=len(addresses), addresses=addresses)

    def headers(self) -> dict[str, str]:
        """With the key."""
        return {**super().headers(), "authorization": f"Bearer {key_of(self.name) or ''}"}

    def count(self, unit: str, body: bytes) -> int:
        """Rows: a day and a model each."""
        rows = list(_rows(read_json(body)))
        if not rows:
            raise NoAnswer(f"has no day for {unit}")
        return fitting(rows, lambda row: row["date"] and row["model"] and int(row["tokens"]) >= 0)

    def keep(self, unit: str, body: bytes) -> bytes:
        """The rows under one set of names, with the day as of which they hold."""
        answer = read_json(body)
        meta = answer.get("meta")
        as_of = meta.get("as_of") if isinstance(meta, dict) else None
        return json.dumps({"as_of": as_of, "rows": list(_rows(answer))}, ensure_ascii=True).encode()

    @staticmethod
    def _spans(since: date) -> dict[str, str]:
        yesterday = today() - timedelta(days=1)  # the newest day that is whole
        spans = {}
        while since <= yesterday:
            until = min(since + timedelta(days=MOST_DAYS - 1), yesterday)
            spans[f"{since}"] = f"/api/v1/datasets/rankings-daily?start_date={since}&end_date={until}"
            since = until + timedelta(days=1)
        return spans


def today() -> date:
    """The day, UTC."""
    return datetime.now(UTC).date()


def last_day(kept: bytes) -> date:
    """The newest day of a captured page; the first there is if none can be read."""
    days = [FIRST]
    for row in read_json(kept)["rows"]:
        try:
            days.append(date.fromisoformat(row["date"]))
        except (TypeError, ValueError):
            continue
    return min(max(days), today())


def _rows(answer: Any) -> Iterator[dict[str, Any]]:
    try:
        listed = answer["data"]
        for row in listed:
            if isinstance(row, dict):
                yield {
                    "date": next((row[name] for name in DATES if name in row), None),
                    "model": next((row[name] for name in MODELS if name in row), None),
                    "tokens": row.get("total_tokens"),
                }
    except (KeyError, TypeError) as error:
        raise NoAnswer(DRIFT) from error
