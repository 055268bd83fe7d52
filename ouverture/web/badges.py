"""Badges: a lab, a model or a claim in one line of SVG, for the README of another. ``/badge/<kind>/<id>.svg``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from ouverture.dashboard import theme
from ouverture.dashboard.landing import language_of, verdict_of
from ouverture.dashboard.picture import width_of
from ouverture.dashboard.search import read
from ouverture.dashboard.texts import text
from ouverture.formatting import formatted
from ouverture.metrics.errors import clipped
from ouverture.metrics.reader import shared_reader
from ouverture.registry import shared_registry
from ouverture.web.problems import problem

SIZE, PAD, TALL = 12, 9, 24


def badge(request: Request) -> Response:
    """The badge of one lab, model or claim as its newest reading has it."""
    kind, name = request.path_params["kind"], request.path_params["name"].removesuffix(".svg")
    language = language_of({key: request.query_params.getlist(key) for key in request.query_params}, "")
    tell = TOLD.get(kind)
    parts = tell(name, language) if tell else None
    if parts is None:
        kinds = ", ".join(f"/badge/{known}/<id>.svg" for known in TOLD)
        return problem(404, f"There is no badge of {clipped(kind)} {clipped(name)!r}; there are {kinds}.")
    drawn = drawn_badge(*parts, language)
    return Response(drawn, headers={"Cache-Control": "public, max-age=3600"}, media_type="image/svg+xml")


def drawn_badge(label: str, value: str, colour: str, language: str) -> str:
    """Two fields side by side; the text keeps its width whichever font draws it."""
    left, right = (round(width_of(part, SIZE)) + 2 * PAD for part in (label, value))
    fields = ((0, left, label, theme.INK[False]), (left, right, value, colour))
    parts = "".join(
        f'<rect x="{at}" width="{wide}" height="{TALL}" fill="{fill}"/>'
        f'<text x="{at + PAD}" y="16" textLength="{wide - 2 * PAD}" fill="#FFFFFF">{escape(part)}</text>'
        for at, wide, part, fill in fields
    )
    whole = escape(f"{label}: {value}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{TALL}" role="img" lang="{language}" '
        f'aria-label="{whole}" font-family="Inter, Verdana, sans-serif" font-size="{SIZE}"><title>{whole}</title>'
        f'<clipPath id="r"><rect width="{left + right}" height="{TALL}" rx="4"/></clipPath>'
        f'<g clip-path="url(#r)">{parts}</g></svg>'
    )


def _lab(lab_id: str, language: str) -> tuple[str, str, str] | None:
    lab = shared_registry().labs.get(lab_id)
    if lab is None:
        return None
    rows = shared_reader().run("lab_table").table.to_pylist()
    row = next((row for row in rows if row["lab_id"] == lab_id and row["downloads_30d"] is not None), None)
    reading = text(language, "badge.unread")
    if row:
        reading = read(row["downloads_30d"], row["snapshot_date"], language)
    return lab.name, reading, theme.ACCENT[False]


def _model(model_id: str, language: str) -> tuple[str, str, str] | None:
    rows = shared_reader().run("model_profile", {"model": model_id}).table.to_pylist()
    if not rows:
        return None
    row = rows[0]
    facts = [formatted(row["tier"], "tier", language), row["licence"]]
    return row["model_id"], " · ".join(filter(None, facts)), theme.ACCENT[False]


def _claim(claim_id: str, language: str) -> tuple[str, str, str] | None:
    if claim_id not in shared_registry().claims:
        return None
    verdict = verdict_of(claim_id, language) or text(language, "badge.unread")
    return text(language, "badge.claim"), verdict, theme.ACCENT[False]


TOLD: Mapping[str, Callable[[str, str], tuple[str, str, str] | None]] = {"lab": _lab, "model": _model, "claim": _claim}
