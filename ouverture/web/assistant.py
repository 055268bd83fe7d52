"""For language models: ``/mcp``, the assistant over streamable HTTP, and ``/llms-full.txt``, all in one text."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ouverture.assistant.not_here import not_here
from ouverture.metrics.metric import Metric
from ouverture.metrics.reader import shared_reader
from ouverture.web.api import ReadOnly
from ouverture.web.origin import origin_of
from ouverture.web.problems import problem
from ouverture.web.robots import llms


class Assistant:
    """The Model Context Protocol at one address. Without its SDK (the extra ``mcp``) it says that it is not here."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":  # without sessions there is no stream to listen to, and none to end
            await problem(405, "Questions of assistants come by POST.", {"Allow": "POST"})(scope, receive, send)
            return
        try:
            server = await run_in_threadpool(import_module, "ouverture.assistant.server")  # takes a second, once
        except ModuleNotFoundError:
            await problem(501, "This server answers no assistants: its operator has not installed the extra 'mcp'.")(
                scope, receive, send
            )
            return
        await server.over_http(shared_reader(), origin_of(Request(scope)), scope, receive, send)


def llms_full(request: Request) -> Response:
    """``/llms.txt``, and after it how every number is made, with its limits, and what no number here says."""
    response = llms(request)
    formulas = [line for metric in shared_reader().catalogue.values() for line in _metric(metric)]
    missing = [f"- {entry['asked']}. {entry['why']} It would take: {entry['would']}" for entry in not_here("en")]
    whole = ["", "## How each number is made", "", *formulas, "## What is not measured here", "", *missing, ""]
    return Response(
        bytes(response.body) + "\n".join(whole).encode(), headers=_kept(response), media_type="text/markdown"
    )


def _kept(response: Response) -> dict[str, str]:
    return {"Cache-Control": response.headers["Cache-Control"]}


def _metric(metric: Metric) -> Iterator[str]:
    yield f"### {metric.name}: {metric.title.en}"
    yield ""
    yield f"{metric.question.en} Unit: {metric.unit.en}. {metric.formula.en}"
    yield ""
    yield from (f"- {limit}" for limit in metric.limits.en)
    if metric.parameters:
        yield f"- Parameters: {', '.join(metric.parameters)}"
    yield ""


routes = [Route("/mcp", Assistant()), Route("/llms-full.txt", ReadOnly(llms_full))]
