"""Captures written without a source: a few models of the Hub, days of one package. A build of them takes no panel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ouverture.pipeline.capture import Capture
from ouverture.pipeline.capture_writer import CaptureWriter
from ouverture.places import Places


def model(model_id: str, downloads: int | None, **fields: Any) -> dict[str, Any]:
    """One record of the Hub's list; ``fields`` replace what is made up."""
    return {
        "_id": f"{sum(map(ord, model_id)):024x}",
        "id": model_id,
        "downloads": downloads,
        "downloadsAllTime": None if downloads is None else downloads * 10,
        "likes": 3,
        "createdAt": "2024-01-05T10:00:00.000Z",
        "gated": False,
        "private": False,
        "tags": ["license:apache-2.0"],
        "pipeline_tag": "text-generation",
    } | fields


def hub_capture(places: Places, at: datetime, counts: Mapping[str, int | None]) -> Capture:
    """The whole Hub at an instant: these models with their downloads."""
    return written(places, "hub", at, {"all": [model(name, n) for name, n in counts.items()]}, scope="all")


def installs_capture(places: Places, at: datetime, *downloads: Any) -> Capture:
    """Installs of the package openai, a day after another from 20 November on, as pypistats tells them."""
    days = [
        {"category": "without_mirrors", "date": f"2026-11-{day:02}", "downloads": n}
        for day, n in enumerate(downloads, start=20)
    ]
    body = {"data": days, "package": "openai", "type": "overall_downloads"}
    return written(places, "pypistats", at, {"openai": body}, scope="all")


def written(places: Places, source: str, at: datetime, bodies: Mapping[str, Any], scope: str) -> Capture:
    """A finished capture of one page a unit."""
    writer = CaptureWriter.start(places, source, scope, tuple(bodies), at)
    for unit, body in bodies.items():
        content = json.dumps(body).encode()
        records = len(body) if isinstance(body, list) else 1
        writer.page(unit, 1, content, records=records, url=None, next_url=None, fetched_at=at)
    return writer.finish(len(bodies), at)
