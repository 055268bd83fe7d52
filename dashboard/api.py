"""The HTTP interface, on the same server as the dashboard: metrics as files, status, health. Read-only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from metrics.errors import BadParameter, BuildGone, MetricError, NoBuild, QueryTimeout, UnknownMetric
from metrics.export import FORMATS, export
from metrics.reader import shared_reader

CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "GET, HEAD"}
STATUS: tuple[tuple[type[MetricError], int], ...] = (
    (UnknownMetric, 404),
    (BadParameter, 400),
    (BuildGone, 410),
    (NoBuild, 503),
    (QueryTimeout, 503),
)


def _refusal(fault: MetricError) -> Response:
    code = next((status for kind, status in STATUS if isinstance(fault, kind)), 500)
    reason: dict[str, object] = {"error": str(fault)}
    if isinstance(fault, BadParameter):
        reason |= {"parameter": fault.parameter, "allowed": fault.allowed}
    return JSONResponse(reason, status_code=code, headers=CORS)


async def _answer(work: Callable[[], Response]) -> Response:
    try:
        return await run_in_threadpool(work)
    except MetricError as fault:
        return _refusal(fault)


async def catalogue(request: Request) -> Response:
    """Every metric with its question, unit, parameters and addresses."""
    base = str(request.base_url).rstrip("/")
    listed = [
        {
            "name": metric.name,
            "topic": metric.topic,
            "title": {"en": metric.title.en, "fr": metric.title.fr},
            "question": {"en": metric.question.en, "fr": metric.question.fr},
            "version": metric.version,
            "parameters": {
                name: {"type": declared.type, "default": declared.default, "accepts": declared.accepts()}
                for name, declared in metric.parameters.items()
            },
            "urls": {kind: f"{base}/api/v1/metrics/{metric.name}.{kind}" for kind in FORMATS},
        }
        for metric in shared_reader().catalogue.values()
    ]
    return Response(json.dumps(listed, default=str), media_type="application/json", headers=CORS)


async def metric(request: Request) -> Response:
    """The rows of one metric as a file; parameters as in the front matter, ``build`` pins a build."""
    name, _, kind = request.path_params["file"].rpartition(".")
    if kind not in FORMATS:
        reason = {"error": f"There is no format {kind!r}; choose {', '.join(FORMATS)}.", "allowed": list(FORMATS)}
        return JSONResponse(reason, status_code=404, headers=CORS)
    asked: dict[str, object] = {}
    for key in request.query_params:
        values = request.query_params.getlist(key)
        asked[key] = values if len(values) > 1 else values[0]
    build = asked.pop("build", None)

    def work() -> Response:
        result = shared_reader().run(name, asked, build_id=str(build) if build is not None else None)
        identity = json.dumps(
            [result.build.build_id, name, kind, result.metric.version, result.parameters], default=str
        )
        tag = f'"{hashlib.sha256(identity.encode()).hexdigest()[:24]}"'
        headers = CORS | {
            "ETag": tag,
            "Cache-Control": "public, max-age=300",
            "X-Ouverture-Build": result.build.build_id,
        }
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        disposition = f'attachment; filename="ouverture-{name}-{result.build.build_id}.{kind}"'
        return Response(
            export(result, kind), headers=headers | {"Content-Disposition": disposition, "Content-Type": FORMATS[kind]}
        )

    return await _answer(work)


async def status(request: Request) -> Response:
    """Build, counts and the last run of each source."""
    build = request.query_params.get("build")
    return await _answer(lambda: JSONResponse(shared_reader().status(build).as_dict(), headers=CORS))


async def healthz(_: Request) -> Response:
    """200 while a build can be read, else 503."""
    return await _answer(lambda: JSONResponse({"status": "ok", "build_id": shared_reader().build().build_id}))


routes = [
    Route("/api/v1/metrics", catalogue),
    Route("/api/v1/metrics/{file}", metric),
    Route("/api/v1/status", status),
    Route("/healthz", healthz),
]
