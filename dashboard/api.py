"""The HTTP interface, on the same server as the dashboard: metrics as files, status, health. Read-only.

Every answer that is no file is JSON, faults too: ``{"error": sentence, …}``. Rows are bounded by the reader; what was
cut is said in ``X-Ouverture-Truncated``.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from dashboard import openapi, texts
from metrics.errors import BadParameter, BuildGone, MetricError, NoBuild, QueryTimeout, UnknownMetric, did_you_mean
from metrics.export import FORMATS, export
from metrics.metric import Metric
from metrics.reader import shared_reader

LOG = logging.getLogger("ouverture.api")
METHODS = "GET, HEAD, OPTIONS"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition, X-Ouverture-Build, X-Ouverture-Truncated",
    "X-Content-Type-Options": "nosniff",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": METHODS,
}
STATUS: tuple[tuple[type[MetricError], int], ...] = (
    (UnknownMetric, 404),
    (BadParameter, 400),
    (BuildGone, 410),
    (NoBuild, 503),
    (QueryTimeout, 503),
)


class ReadOnly:
    """One address: answers GET and HEAD with ``answer(request)``, in a thread, and turns every fault into JSON."""

    def __init__(self, answer: Callable[[Request], Response]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.method == "OPTIONS":
            response = Response(status_code=204, headers=PREFLIGHT)
        elif request.method not in ("GET", "HEAD"):
            response = _json({"error": f"This interface only reads: use {METHODS}."}, 405, {"Allow": METHODS})
        else:
            response = await run_in_threadpool(self._answered, request)
        response.headers.update(HEADERS)
        if request.method == "HEAD":
            response.body = b""  # the headers stay those of GET
        await response(scope, receive, send)

    def _answered(self, request: Request) -> Response:
        try:
            return self._answer(request)
        except MetricError as fault:
            return _refusal(fault)
        except Exception:  # the boundary: whatever fails is logged here, and its details go to nobody else
            LOG.exception("%s failed", request.url.path)
            return _json({"error": "The fault is ours and has been written to the server's log."}, 500)


def catalogue(request: Request) -> Response:
    """Every metric with its question, unit, parameters and addresses."""
    base = str(request.base_url).rstrip("/")
    return _tagged(request, [_described(metric, base) for metric in shared_reader().catalogue.values()])


def index(request: Request) -> Response:
    """The interface as an OpenAPI document, written from the catalogue."""
    return _tagged(request, openapi.document(shared_reader().catalogue, str(request.base_url).rstrip("/")))


def metric(request: Request) -> Response:
    """The rows of one metric as a file; parameters as in its front matter.

    ``build`` pins a build, ``lang`` (en, fr) is the language of the README in the ZIP.
    """
    name, dot, kind = request.path_params["file"].rpartition(".")
    if not dot:
        name, kind = kind, ""
    asked_metric = shared_reader().catalogue[name]
    if kind not in FORMATS:
        formats = f"{', '.join(FORMATS)}, as in {name}.csv."
        error = f"There is no format {kind!r}{did_you_mean(kind, FORMATS) or f'; choose {formats}'}"
        return _json({"error": error if dot else f"Name a format: {formats}", "allowed": list(FORMATS)}, 404)
    asked = _asked(request, asked_metric)
    build, language = asked.pop("build", None), asked.pop("lang", texts.LANGUAGES[0])
    if language not in texts.LANGUAGES:
        raise BadParameter("lang", language, texts.LANGUAGES, f"'lang' allows {', '.join(texts.LANGUAGES)}.")
    result = shared_reader().run(name, asked, build_id=build)
    digest = _digest(asked_metric.model_dump_json(), kind, language, result.parameters)
    headers = {
        "ETag": f'W/"{result.build.build_id}-{digest}"',  # weak: the server may compress the same rows
        "Cache-Control": "public, max-age=86400" if result.build.pinned else "public, no-cache",
        "X-Ouverture-Build": result.build.build_id,
        "X-Ouverture-Truncated": str(result.truncated).lower(),
    }
    if _has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    headers["Content-Type"] = FORMATS[kind]
    if kind != "json":
        headers["Content-Disposition"] = f'attachment; filename="ouverture-{name}-{result.build.build_id}.{kind}"'
    return Response(export(result, kind, language), headers=headers)


def status(request: Request) -> Response:
    """Build, counts and the last run of each source: the fields of ``status --json`` that a reader knows."""
    asked = _asked(request, None)
    state = shared_reader().status(asked.get("build"))
    age = round((datetime.now(UTC) - state.built_at) / timedelta(hours=1), 1)
    return _json(state.as_dict() | {"age_hours": age}, headers={"Cache-Control": "no-cache"})


def healthz(_: Request) -> Response:
    """200 while a build can be read, else 503."""
    return _json({"status": "ok", "build_id": shared_reader().build().build_id}, headers={"Cache-Control": "no-store"})


def nowhere(request: Request) -> Response:
    """An address under /api that is none."""
    return _json({"error": f"There is nothing at {request.url.path}; /api/v1 lists the addresses."}, 404)


def _described(metric: Metric, base: str) -> dict[str, Any]:
    return {
        "name": metric.name,
        "topic": metric.topic,
        "title": {"en": metric.title.en, "fr": metric.title.fr},
        "question": {"en": metric.question.en, "fr": metric.question.fr},
        "unit": {"en": metric.unit.en, "fr": metric.unit.fr},
        "version": metric.version,
        "parameters": {
            name: {
                "type": declared.type,
                "default": declared.default,
                "accepts": declared.accepts(),
                "required": declared.required,
            }
            for name, declared in metric.parameters.items()
        },
        "urls": {kind: f"{base}/api/v1/metrics/{metric.name}.{kind}" for kind in FORMATS},
    }


def _asked(request: Request, metric: Metric | None) -> dict[str, Any]:
    """Parameters of the address; only lists may be repeated. Raises BadParameter."""
    asked: dict[str, Any] = {}
    for name in request.query_params:
        values = request.query_params.getlist(name)
        is_list = metric is not None and name in metric.parameters and metric.parameters[name].type == "list"
        if len(values) > 1 and not is_list:
            raise BadParameter(name, values, "one value", f"{name!r} is given {len(values)} times; give it once.")
        if metric is None and name != "build":
            hint = did_you_mean(name, ["build"]) or "; only 'build' is taken."
            raise BadParameter(name, values[0], ["build"], f"There is no parameter {name!r} here{hint}")
        asked[name] = values if len(values) > 1 else values[0]
    return asked


def _refusal(fault: MetricError) -> Response:
    code = next((status for kind, status in STATUS if isinstance(fault, kind)), 500)
    if code >= 500:
        LOG.warning("%s", fault)
    reason: dict[str, object] = {"error": str(fault)}
    if isinstance(fault, BadParameter):
        reason |= {"parameter": fault.parameter, "allowed": fault.allowed}
    if isinstance(fault, UnknownMetric):
        reason |= {"nearest": fault.nearest}
    return _json(reason, code)


def _json(content: object, code: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, default=str)
    return Response(body.encode(errors="replace"), code, headers, media_type="application/json")


def _tagged(request: Request, content: object) -> Response:
    response = _json(content, headers={"Cache-Control": "public, no-cache"})
    response.headers["ETag"] = f'W/"{_digest(bytes(response.body).decode())}"'
    if _has(request, response.headers["ETag"]):
        return Response(status_code=304, headers={"ETag": response.headers["ETag"]})
    return response


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:16]


def _has(request: Request, tag: str) -> bool:
    """True where If-None-Match names the tag, weak or strong, alone or in a list, or is ``*``."""
    held = request.headers.get("if-none-match", "")
    return held.strip() == "*" or tag.removeprefix("W/") in re.findall(r'"[^"]*"', held)


routes = [
    Route("/api/v1", ReadOnly(index)),
    Route("/api/v1/metrics", ReadOnly(catalogue)),
    Route("/api/v1/metrics/{file}", ReadOnly(metric)),
    Route("/api/v1/status", ReadOnly(status)),
    Route("/healthz", ReadOnly(healthz)),
    Route("/api/{rest:path}", ReadOnly(nowhere)),
]
