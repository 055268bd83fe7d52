"""The digest for programs: every part with its sentences in both languages, its dates, its rows and its proof."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ouverture.digest.gathering import Digest, Part
from ouverture.metrics.strict import LOCALES


def as_json(digest: Digest, base: str) -> str:
    """One JSON document."""
    content = {
        "since": digest.since,
        "until": digest.until,
        "build_id": digest.build_id,
        "address": digest.address(base, "en"),
        "news": [{**_part(part, base), "rows": part.result.table.to_pylist()} for part in digest.news],
        "nothing_new": [_part(part, base) for part in digest.quiet],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=_iso) + "\n"


def _part(part: Part, base: str) -> dict[str, Any]:
    return {
        "metric": part.name,
        "version": part.result.metric.version,
        "as_of": part.as_of,
        "compared_with": part.before,
        "title": {locale: part.title(locale) for locale in LOCALES},
        "note": {locale: part.result.note(locale) for locale in LOCALES},
        "confidence": part.result.finding.confidence if part.result.finding else None,
        "sources": [credit.line.en for credit in part.result.credits],
        "address": part.address(base, "en"),
    }


def _iso(value: date) -> str:
    return value.isoformat()
