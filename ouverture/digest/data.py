"""The digest for programs: every part with its sentences in both languages, its dates, its rows and its proof."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ouverture.digest.gathering import Digest, News
from ouverture.metrics.strict import LOCALES


def as_json(digest: Digest, base: str) -> str:
    """One JSON document."""
    content = {
        "since": digest.since,
        "against": digest.against,
        "until": digest.until,
        "build_id": digest.build_id,
        "address": digest.address(base, "en"),
        "news": [{**_part(part, base), "rows": part.rows} for part in digest.news],
        "nothing_new": [_part(part, base) for part in digest.quiet],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=_iso) + "\n"


def _part(part: News, base: str) -> dict[str, Any]:
    return {
        "metric": part.name,
        "version": part.version,
        "as_of": part.as_of,
        "compared_with": part.before,
        "title": {locale: part.title(locale) for locale in LOCALES},
        "note": {locale: part.note(locale) for locale in LOCALES},
        "confidence": part.confidence,
        "sources": [credit.line.en for credit in part.credits],
        "address": part.address(base, "en"),
    }


def _iso(value: date) -> str:
    return value.isoformat()
