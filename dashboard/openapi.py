"""The HTTP interface described for machines: an OpenAPI 3.1 document, written from the catalogue of metrics."""

from __future__ import annotations

from typing import Any

from etl import __version__
from metrics.catalogue import Catalogue
from metrics.export import FORMATS
from metrics.metric import Metric
from metrics.parameters import Parameter

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
    "description": "Answer from this build while it is kept.",
    "schema": {"type": "string"},
}
_ANSWERS = {
    "304": {"description": "Unchanged: If-None-Match names the ETag"},
    "400": {"description": "A parameter is unknown, repeated or has a value that is not allowed"},
    "410": {"description": "The pinned build is no longer kept"},
    "503": {"description": "No build yet, or the question took too long"},
}


def document(catalogue: Catalogue, base: str) -> dict[str, Any]:
    """The document for a server at ``base``: one path a metric, the catalogue, status and health."""
    paths = {f"/api/v1/metrics/{metric.name}.{{format}}": _path(metric) for metric in catalogue.values()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ouverture: the observatory of open AI",
            "version": __version__,
            "description": "Read-only. Faults are JSON: {error: sentence, …}. Rows that were cut are said in the "
            "header X-Ouverture-Truncated; the build that answered in X-Ouverture-Build.",
        },
        "servers": [{"url": base}],
        "paths": {
            "/api/v1/metrics": _simple("Every metric with its parameters and addresses"),
            **paths,
            "/api/v1/status": _simple("Build, counts and the last run of each source", _BUILD),
            "/healthz": _simple("200 while a build can be read, else 503"),
        },
    }


def _simple(summary: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    answer = {"200": {"description": "JSON", "content": {"application/json": {}}}}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answer}}


def _path(metric: Metric) -> dict[str, Any]:
    kinds = {"name": "format", "in": "path", "required": True, "schema": {"type": "string", "enum": list(FORMATS)}}
    return {
        "get": {
            "summary": metric.title.en,
            "description": f"{metric.question.en} Unit: {metric.unit.en}.",
            "operationId": metric.name,
            "tags": [metric.topic],
            "parameters": [kinds, *(_parameter(n, p) for n, p in metric.parameters.items()), _BUILD],
            "responses": {
                "200": {
                    "description": "The rows",
                    "content": {kind.partition(";")[0]: {} for kind in FORMATS.values()},
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
