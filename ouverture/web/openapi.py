"""The HTTP interface described for machines: an OpenAPI 3.1 document, written from the catalogue of metrics."""

from __future__ import annotations

from typing import Any

from ouverture import __version__
from ouverture.dashboard.search import KINDS, LONGEST
from ouverture.dashboard.texts import LANGUAGES
from ouverture.metrics.catalogue import Catalogue
from ouverture.metrics.export import FORMATS
from ouverture.metrics.metric import Metric
from ouverture.metrics.parameters import Parameter
from ouverture.web.pictures import KINDS as PICTURES

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "list": {"type": "array", "items": {"type": "string"}},
}
_BUILD = {
    "name": "build",
    "in": "query",
    "description": "Answer from this build; once it is gone, metrics answer with what was kept of it, if it was.",
    "schema": {"type": "string"},
}
_LANGUAGE = {
    "name": "lang",
    "in": "query",
    "description": "Language of labels and sentences.",
    "schema": {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]},
}
_QUESTION = {
    "name": "q",
    "in": "query",
    "required": True,
    "description": "A name, or a part of one; misspellings are forgiven.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"[A-Za-z0-9]"},
}
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_SCHEMAS = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457; `error` repeats `detail`, `parameter`, `allowed` and `nearest` help where they can",
        "required": ["type", "title", "status", "detail", "error"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "error": {"type": "string"},
        },
    }
}
_REFUSALS = {
    "400": "A parameter is unknown, repeated, missing or has a value that is not allowed",
    "404": "There is nothing at this address",
    "410": "The pinned build is no longer kept",
    "414": "The address is too long",
    "429": "Too much at once: Retry-After says when to ask again",
    "503": "No build yet, not ready, the question took too long, or no browser to draw a picture",
}
_ANSWERS = {
    "304": {"description": "Unchanged: If-None-Match names the ETag"},
    **{code: {"description": words, "content": _PROBLEM} for code, words in _REFUSALS.items()},
}


def document(catalogue: Catalogue, base: str) -> dict[str, Any]:
    """The document for a server at ``base``: one path a metric, the catalogue, search, status and health."""
    paths = {f"/api/v1/metrics/{metric.name}.{{format}}": _path(metric) for metric in catalogue.values()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ouverture: the observatory of open AI",
            "version": __version__,
            "description": "Read-only. Refusals are problem documents (RFC 9457). Rows that were cut are said in the "
            "header X-Ouverture-Truncated; the build that answered in X-Ouverture-Build; where the scope of tasks "
            "leaves out models of unknown task, their share of downloads in X-Ouverture-Unknown-Task-Share.",
        },
        "servers": [{"url": base}],
        "components": {"schemas": _SCHEMAS},
        "paths": {
            "/api/v1/metrics": _simple("Every metric with its parameters and addresses"),
            **paths,
            "/api/v1/search": _simple(
                f"What fits a question, best first, each with its kind ({', '.join(KINDS)}), label and address",
                _QUESTION,
                _LANGUAGE,
            ),
            "/api/v1/status": _simple(
                "Readiness: the verdict with reasons and a row for each source; 503 where build or Hub is at fault",
                _BUILD,
            ),
            "/healthz": _simple("Liveness: 200 whenever the server answers"),
            "/metrics": _simple("Figures on the server itself, for Prometheus", kind="text/plain"),
        },
    }


def _simple(summary: str, *parameters: dict[str, Any], kind: str = "application/json") -> dict[str, Any]:
    answers = {"200": {"description": "What was asked for", "content": {kind: {}}}, **_ANSWERS}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answers}}


def _path(metric: Metric) -> dict[str, Any]:
    kinds = {
        "name": "format",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": [*FORMATS, *PICTURES]},
    }
    return {
        "get": {
            "summary": metric.title.en,
            "description": f"{metric.question.en} Unit: {metric.unit.en}.",
            "operationId": metric.name,
            "tags": [metric.topic],
            "parameters": [kinds, *(_parameter(n, p) for n, p in metric.parameters.items()), _LANGUAGE, _BUILD],
            "responses": {
                "200": {
                    "description": "The rows, or their chart as a picture of 1200 x 675",
                    "content": {kind.partition(";")[0]: {} for kind in (*FORMATS.values(), *PICTURES.values())},
                },
                **_ANSWERS,
            },
        }
    }


def _parameter(name: str, declared: Parameter) -> dict[str, Any]:
    schema = dict(_TYPES[declared.type])
    one = schema  # what a single value is
    if declared.type == "list":
        one = schema["items"] = dict(schema["items"])
    if declared.allowed is not None:
        one["enum"] = [Parameter.text(value) if declared.type == "date" else value for value in declared.allowed]
    if declared.default is not None:
        schema["default"] = declared.default
    for bound, key in ((declared.min, "minimum"), (declared.max, "maximum"), (declared.max_items, "maxItems")):
        if bound is not None and declared.type != "date":
            schema[key] = bound
    accepted = declared.accepts()
    return {
        "name": name,
        "in": "query",
        "required": declared.required,
        "description": declared.label.en + (f": {accepted}" if isinstance(accepted, str) else ""),
        "schema": schema,
        **({"style": "form", "explode": False} if declared.type == "list" else {}),
    }
