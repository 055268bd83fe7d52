"""The HTTP interface, on the same server as the dashboard: metrics as files, status, health. Read-only.

Every answer that is no file is JSON; faults are problem documents (RFC 9457). Rows are bounded by the reader; what was
cut is said in ``X-Ouverture-Truncated``. What may be asked at all is bounded by ``ouverture.web.limits``.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ouverture.dashboard.address import base_address
from ouverture.dashboard.search import LONGEST, search
from ouverture.metrics.description import description
from ouverture.metrics.errors import (
    BadParameter,
    BuildGone,
    MetricError,
    NoBuild,
    QueryFailed,
    QueryTimeout,
    UnknownMetric,
    clipped,
)
from ouverture.metrics.export import FORMATS, export, json_bytes
from ouverture.metrics.metric import Metric
from ouverture.metrics.names import words
from ouverture.metrics.reader import shared_reader
from ouverture.metrics.result import Result
from ouverture.metrics.tables import TablesBusy, UnknownTable
from ouverture.metrics.warehouse import BuildInfo
from ouverture.registry.faults import did_you_mean
from ouverture.status import health_of, status_of
from ouverture.web import feeds, files, metadata, openapi, telemetry
from ouverture.web.asked import asked_of, language_in
from ouverture.web.badges import badge
from ouverture.web.paging import next_page, page, paging_of, with_paging
from ouverture.web.pictures import KINDS, PICTURES, NoPicture
from ouverture.web.problems import CROSS_ORIGIN, problem
from ouverture.web.robots import embed, llms, robots, sitemap

LOG = logging.getLogger("ouverture.api")
METHODS = "GET, HEAD, OPTIONS"
PUBLISHED = {"Cache-Control": "public, no-cache"}  # anybody may keep it, and asks whether it is still so
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
    "Allow": METHODS,
}
STATUS: tuple[tuple[type[MetricError], int], ...] = (
    (UnknownMetric, 404),
    (BadParameter, 400),
    (BuildGone, 410),
    (NoBuild, 503),
    (QueryTimeout, 503),
    (TablesBusy, 503),
    (UnknownTable, 404),
)


FILES = FORMATS | KINDS  # rows and pictures
# Pages share the interpreter with the API, each thread as much of it as every other: so few answer at once, and the
# rest wait their turn. What waits itself, for a browser or a disk, has threads of its own.
AT_WORK, WAITING = ThreadPoolExecutor(2, "answers"), ThreadPoolExecutor(8, "files")
OURS = "The fault is ours and has been written to the server's log."


class ReadOnly:
    """One address: answers GET and HEAD with ``answer(request)``, in a thread, and turns every fault into JSON."""

    def __init__(self, answer: Callable[[Request], Response]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        begun = time.perf_counter()
        if request.method == "OPTIONS":
            response = Response(status_code=204, headers=PREFLIGHT)
        elif request.method not in ("GET", "HEAD"):
            response = problem(405, f"This interface only reads: use {METHODS}.", {"Allow": METHODS})
        else:
            path = request.url.path
            waits = path.startswith("/data/") or path.endswith(tuple(f".{kind}" for kind in KINDS))
            threads = WAITING if waits else AT_WORK
            response = await asyncio.get_running_loop().run_in_executor(threads, self._answered, request)
        response.headers.update(CROSS_ORIGIN)
        if request.method == "HEAD":
            response.body = b""  # the headers stay those of GET
        name = self._answer.__name__
        telemetry.REQUESTS.labels(name, response.status_code).inc()
        telemetry.SECONDS.labels(name).observe(time.perf_counter() - begun)
        await response(scope, receive, send)

    def _answered(self, request: Request) -> Response:
        try:
            return _tagged(request, self._answer(request))
        except MetricError as fault:
            return _refusal(fault)
        except Exception:  # the boundary: whatever fails is logged here, and its details go to nobody else
            LOG.exception("%s failed", self._answer.__name__)
            return problem(500, OURS)


def catalogue(_: Request) -> Response:
    """Every metric with its question, unit, parameters and addresses."""
    base = base_address()
    return _json([_described(metric, base) for metric in shared_reader().catalogue.values()], headers=PUBLISHED)


def index(_: Request) -> Response:
    """The interface as an OpenAPI document, written from the catalogue."""
    return _json(openapi.document(shared_reader().catalogue, base_address() or "/"), headers=PUBLISHED)


def metric(request: Request) -> Response:
    """The rows of one metric as a file, or their chart as a picture; without a format, some rows of it as JSON.

    ``build`` pins a build, ``lang`` (en, fr) is the language of the picture and of the README in the ZIP.
    """
    name, dot, kind = request.path_params["file"].rpartition(".")
    if not dot:
        return _page(request, kind)
    asked_metric = shared_reader().catalogue[name]
    if kind not in FILES:
        formats = f"{', '.join(FILES)}, as in {name}.csv."
        error = f"There is no format {clipped(kind)!r}{did_you_mean(kind, FILES) or f'; choose {formats}'}"
        return problem(404, error, allowed=list(FILES))
    asked = asked_of(request, asked_metric)
    language = language_in(asked)
    build, _ = asked.pop("build", None), asked.pop("lang", None)
    if unchanged := _unchanged(request, asked_metric, asked, build, kind, language):
        return unchanged
    result = shared_reader().run(name, asked, build_id=build)
    headers = _headers(result, kind, language)
    headers["Content-Type"] = FILES[kind]
    if kind in KINDS:
        headers["Content-Disposition"] = f'inline; filename="ouverture-{name}-{result.build.build_id}.{kind}"'
        try:
            return Response(PICTURES.picture(result, kind, language), headers=headers)
        except NoPicture as fault:
            return problem(503, str(fault), {"Retry-After": str(fault.again)} if fault.again else None)
    telemetry.ROWS.inc(result.table.num_rows)
    if kind != "json":
        headers["Content-Disposition"] = f'attachment; filename="ouverture-{name}-{result.build.build_id}.{kind}"'
    return Response(export(result, kind, language), headers=headers)


def _page(request: Request, name: str) -> Response:
    """Some rows of a metric as JSON, with the address of the next ones."""
    reader = shared_reader()
    paged = with_paging(reader.catalogue[name])
    given = asked_of(request, paged)
    language = language_in(given)
    own = {key: value for key, value in given.items() if key not in ("build", "lang")}
    values = paged.validate(own)
    taken = {key: values[key] for key in paging_of(reader.catalogue[name])}
    own = {key: value for key, value in own.items() if key not in taken}
    if unchanged := _unchanged(request, reader.catalogue[name], own, given.get("build"), "page", language, taken):
        return unchanged
    result = reader.run(name, own, build_id=given.get("build"))
    headers = _headers(result, "page", language, taken)
    rows, total = page(result.metric, result.table, taken)
    further = next_page(f"{base_address()}/api/v1/metrics/{name}", given, taken, total)
    if further:
        headers["Link"] = f'<{further}>; rel="next"'
    telemetry.ROWS.inc(rows.num_rows)
    place = {"total": total, "limit": taken["limit"], "offset": taken["offset"], "next": further}
    return Response(json_bytes(result, rows, **place), headers=headers, media_type="application/json")


def _unchanged(
    request: Request, metric: Metric, given: Mapping[str, object], build: str | None, *asked: object
) -> Response | None:
    """The answer to whom holds these rows already, before anything is asked of the warehouse; None to everybody else.

    A tag that fits is proof that they were answered. Raises BadParameter.
    """
    if not request.headers.get("if-none-match", "*").strip("* "):
        return None
    values = metric.validate(given)
    try:
        info = shared_reader().build(build)
    except MetricError:  # a build that is gone, of which the rows may have been kept
        return None
    tag = _tag(info, metric, values, *asked)
    return Response(status_code=304, headers=_of_build(info, tag)) if _has(request, tag) else None


def _headers(result: Result, *asked: object) -> dict[str, str]:
    """What is said of every answer with rows; ``asked``: what beside the metric's parameters makes it this one."""
    tag = _tag(result.build, result.metric, result.parameters, *asked)
    headers = {**_of_build(result.build, tag), "X-Ouverture-Truncated": str(result.truncated).lower()}
    if result.build.archived:
        headers["X-Ouverture-Archived"] = "true"
    if result.unknown_task:
        headers["X-Ouverture-Unknown-Task-Share"] = f"{result.unknown_task.share:.6f}"
    return headers


def _of_build(info: BuildInfo, tag: str) -> dict[str, str]:
    kept = "public, max-age=86400" if info.pinned else "public, no-cache"
    return {"ETag": tag, "Cache-Control": kept, "X-Ouverture-Build": info.build_id}


def _tag(info: BuildInfo, metric: Metric, values: Mapping[str, object], *asked: object) -> str:
    digest = _digest(metric.model_dump_json(), *asked, values)
    return f'W/"{info.build_id}-{digest}"'  # weak: the server may compress the same rows


def find(request: Request) -> Response:
    """Labs, families, closed and open models, countries, charts and claims that fit ``q``, or come nearest to it."""
    asked = asked_of(request, None, ("q", "lang"))
    given = str(asked.get("q") or "")
    if not words(given) or len(given) > LONGEST:
        accepts = f"1 to {LONGEST} characters, a letter or a digit among them"
        raise BadParameter("q", given, accepts, f"'q' takes {accepts}.")
    answer = search(shared_reader(), given, language_in(asked))
    base = base_address()
    hits = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "label": hit.label,
            "detail": hit.detail,
            "address": base + hit.address,
            "exact": hit.exact,
        }
        for hit in answer.hits
    ]
    return _json({"q": answer.asked, "found": answer.found, "hits": hits}, headers=PUBLISHED)


def status(request: Request) -> Response:
    """Readiness: what ``ouverture status --json`` says, without paths; 503 unless ``ready``."""
    reader = shared_reader()
    headers = {"Cache-Control": "no-cache"}
    try:
        state = status_of(reader.warehouse, asked_of(request, None).get("build"))
    except NoBuild as fault:
        return problem(503, str(fault), headers, **health_of(reader.warehouse).as_dict())
    if state.health.ready:
        return _json(state.as_dict(datetime.now(UTC)), headers=headers)
    reasons = "; ".join(reason.sentence() for reason in state.health.reasons if reason.essential)
    return problem(503, f"Not ready: {reasons}.", headers, **state.as_dict(datetime.now(UTC)))


class Liveness:
    """200 whenever the process answers. It asks neither the database nor a thread, and waits for nobody."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            response = Response(status_code=204, headers=PREFLIGHT)
        elif scope["method"] in ("GET", "HEAD"):
            response = _json({"status": "ok"}, headers={"Cache-Control": "no-store"})
        else:
            response = problem(405, f"This interface only reads: use {METHODS}.", {"Allow": METHODS})
        response.headers.update(CROSS_ORIGIN)
        if scope["method"] == "HEAD":
            response.body = b""
        await response(scope, receive, send)


NOWHERE = ("/api/{rest:path}", "/data/{rest}", "/data/{folder}/{rest:path}", "/badge/{rest}")


def nowhere(_: Request) -> Response:
    """An address under /api, /badge or /data that is none."""
    return problem(404, "There is nothing at this address; /api/v1 lists the addresses.")


def _described(metric: Metric, base: str) -> dict[str, Any]:
    urls = {kind: f"{base}/api/v1/metrics/{metric.name}.{kind}" for kind in FILES}
    return {**description(metric), "urls": urls}


def _refusal(fault: MetricError) -> Response:
    code = next((status for kind, status in STATUS if isinstance(fault, kind)), 500)
    if code >= 500:
        LOG.warning("%s", fault)
    more: dict[str, object] = {}
    if isinstance(fault, BadParameter):
        more |= {"parameter": fault.parameter, "allowed": fault.allowed}
    if isinstance(fault, UnknownMetric | UnknownTable):
        more |= {"nearest": fault.nearest}
    return problem(code, OURS if isinstance(fault, QueryFailed) else str(fault), None, **more)


def _json(content: object, code: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, default=str)
    return Response(body.encode(errors="replace"), code, headers, media_type="application/json")


def _tagged(request: Request, response: Response) -> Response:
    """What others may keep, with its tag; to whom holds it already, the tag alone."""
    if response.status_code != 200 or not response.headers.get("Cache-Control", "").startswith("public"):
        return response
    if "ETag" not in response.headers:
        response.headers["ETag"] = f'W/"{hashlib.sha256(response.body).hexdigest()[:16]}"'
    if _has(request, response.headers["ETag"]):
        kept = {name: response.headers[name] for name in ("ETag", "Cache-Control")}
        return Response(status_code=304, headers=kept)
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
    Route("/api/v1/search", ReadOnly(find)),
    Route("/api/v1/status", ReadOnly(status)),
    Route("/data/datapackage.json", ReadOnly(files.datapackage)),
    Route("/data/croissant.json", ReadOnly(metadata.croissant)),
    Route("/data/dcat.jsonld", ReadOnly(metadata.dcat)),
    Route("/data/{build}.duckdb", ReadOnly(files.database)),
    Route("/data/{build}/{table}.parquet", ReadOnly(files.table)),
    Route("/robots.txt", ReadOnly(robots)),
    Route("/sitemap.xml", ReadOnly(sitemap)),
    Route("/llms.txt", ReadOnly(llms)),
    Route("/embed.js", ReadOnly(embed)),
    Route("/badge/{kind}/{name:path}", ReadOnly(badge)),
    Route("/feed.xml", ReadOnly(feeds.atom)),
    Route("/feed.json", ReadOnly(feeds.json_feed)),
    Route("/healthz", Liveness()),
    Route("/metrics", ReadOnly(telemetry.exposition)),
    *(Route(path, ReadOnly(nowhere)) for path in NOWHERE),
]
