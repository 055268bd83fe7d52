"""The HTTP interface described for machines: an OpenAPI 3.1 document, written from the catalogue of metrics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ouverture import __version__
from ouverture.dashboard.search import KINDS, LONGEST
from ouverture.dashboard.texts import LANGUAGES
from ouverture.metrics.catalogue import Catalogue
from ouverture.metrics.export import FORMATS
from ouverture.metrics.metric import Column, Metric
from ouverture.metrics.parameters import Parameter
from ouverture.web.files import DATABASE
from ouverture.web.paging import paging_of
from ouverture.web.pictures import KINDS as PICTURES

_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "list": {"type": "array", "items": {"type": "string"}},
}
_CELLS: dict[str, dict[str, Any]] = {  # a column, by its type, as JSON holds it
    **_TYPES,
    "date": {"type": "string", "format": "date", "examples": ["2026-05-04"]},
    "timestamp": {"type": "string", "format": "date-time", "examples": ["2026-05-04T03:17:00Z"]},
}
_EXAMPLES = {"share": 0.42, "percent_change": 0.12, "point_change": 0.03, "ratio": 1.5, "rank": 1, "usd_per_mtok": 2.5}
_BUILD = {
    "name": "build",
    "in": "query",
    "description": "Answer from this build; once it is gone, metrics answer with what was kept of it, if it was.",
    "schema": {"type": "string"},
}
_THIS_BUILD = {"name": "build", "in": "path", "required": True, "schema": {"type": "string"}}
_TABLE = {**_THIS_BUILD, "name": "table"}
_METRIC = {"name": "metric", "in": "query", "schema": {"type": "string"}}
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
_IN_BOTH = {"$ref": "#/components/schemas/InBoth"}
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
    },
    "Answer": {
        "type": "object",
        "description": "Rows of a metric, with what was asked and what its columns mean",
        "required": [
            *(
                "metric",
                "version",
                "rules",
                "build_id",
                "parameters",
                "columns",
                "truncated",
                "rows",
                "edition",
                "build",
            ),
            *("flags", "finding", "sources", "terms", "citation", "bibtex", "csl", "limits", "sql"),
        ],
        "properties": {
            "metric": {"type": "string"},
            "version": {"type": "integer", "description": "Version of the metric's rule"},
            "rules": {"type": "object", "description": "Versions of the rules that it shares, by parameter"},
            "build_id": {"type": "string", "examples": ["20260504-ad1aca03"]},
            "parameters": {"type": "object", "description": "Every parameter with the value that was used"},
            "columns": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}},
            "truncated": {"type": "boolean", "description": "Whether rows were cut: ask for less at once"},
            "unknown_task": {"type": ["object", "null"], "description": "What the choice of tasks cannot place"},
            "terms": {"type": "object", "description": "Licences of the sources, and what they ask together"},
            "edition": {
                "type": "string",
                "description": "That version with those of the rules",
                "examples": ["1 (tasks 2)"],
            },
            "title": _IN_BOTH,
            "question": _IN_BOTH,
            "unit": _IN_BOTH,
            "formula": _IN_BOTH,
            "limits": {"type": "object", "description": "What the figures do not say, in English and French"},
            "build": {
                "type": "object",
                "description": "The build that answered: id, when it was built, by which version",
            },
            "flags": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Marks that occur in the rows, such as break or stale; their column says what they mean",
            },
            "finding": {
                "type": ["object", "null"],
                "description": "What all the rows show, in English and French, with `note`, day and confidence",
            },
            "sources": {"type": "array", "items": {"$ref": "#/components/schemas/Source"}},
            "citation": _IN_BOTH,
            "bibtex": _IN_BOTH,
            "csl": {"type": "object", "description": "The citation as CSL-JSON, in English and French"},
            "sql": {"type": "string", "description": "The query with its values written in"},
            "rows": {"type": "array", "items": {"type": "object"}},
        },
    },
    "Page": {
        "description": "Some rows of a metric",
        "allOf": [{"$ref": "#/components/schemas/Answer"}],
        "required": ["total", "limit", "offset", "next"],
        "properties": {
            "total": {"type": "integer", "description": "Rows in all"},
            "limit": {"type": "integer"},
            "offset": {"type": "integer"},
            "next": {"type": ["string", "null"], "description": "Address of the rows after these"},
        },
    },
    "InBoth": {
        "type": "object",
        "description": "A text in English and French",
        "required": list(LANGUAGES),
        "additionalProperties": {"type": "string"},
    },
    "Source": {
        "type": "object",
        "description": "Whose data the rows show, and on which terms",
        "required": ["source", "line", "licence", "link"],
        "properties": {
            "source": {"type": "string"},
            "line": _IN_BOTH,
            "licence": {"type": "string"},
            "link": {"type": ["string", "null"]},
        },
    },
    "Column": {
        "type": "object",
        "required": ["name", "type", "unit", "label", "meaning"],
        "properties": {
            "name": {"type": "string"},
            "type": {"type": "string", "enum": [*_CELLS]},
            "unit": {"type": ["string", "null"], "description": "null for names and days; a share is a fraction of 1"},
            "label": _IN_BOTH,
            "meaning": _IN_BOTH,
        },
    },
}
_REFUSALS = {
    "400": "A parameter is unknown, repeated, missing or has a value that is not allowed",
    "404": "There is nothing at this address",
    "410": "The pinned build is no longer kept",
    "414": "The address is too long",
    "429": "Too much at once: Retry-After says when to ask again",
    "503": "No build yet, not ready, the question took too long, or no browser to draw a picture",
}
_RESPONSES = {
    "304": {"description": "Unchanged: If-None-Match names the ETag"},
    **{code: {"description": words, "content": _PROBLEM} for code, words in _REFUSALS.items()},
}
_ANSWERS = {code: {"$ref": f"#/components/responses/{code}"} for code in _RESPONSES}


def document(catalogue: Catalogue, base: str) -> dict[str, Any]:
    """The document for a server at ``base``: two paths a metric, the catalogue, search, status and health."""
    paths = {}
    for metric in catalogue.values():
        paths[f"/api/v1/metrics/{metric.name}.{{format}}"] = _file(metric)
        paths[f"/api/v1/metrics/{metric.name}"] = _page(metric)
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
        "components": {
            "schemas": _SCHEMAS | {_row_name(metric): _row(metric) for metric in catalogue.values()},
            "parameters": {"build": _BUILD, "lang": _LANGUAGE},
            "responses": _RESPONSES,
        },
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
            "/data/datapackage.json": _simple(
                "What there is to take of a build: a Frictionless data package with every table and column", _BUILD
            ),
            "/data/croissant.json": _simple(
                "The metrics as Croissant 1.0, or the one that is asked for", _METRIC, kind="application/ld+json"
            ),
            "/data/dcat.jsonld": _simple("The metrics as a DCAT catalogue", kind="application/ld+json"),
            "/data/{build}.duckdb": _file_of_a_build("A build as one DuckDB file", DATABASE, _THIS_BUILD),
            "/data/{build}/{table}.parquet": _file_of_a_build(
                "A table of a build", FORMATS["parquet"], _THIS_BUILD, _TABLE
            ),
            "/healthz": _simple("Liveness: 200 whenever the server answers"),
            "/metrics": _simple("Figures on the server itself, for Prometheus", kind="text/plain"),
        },
    }


def _simple(summary: str, *parameters: dict[str, Any], kind: str = "application/json") -> dict[str, Any]:
    answers = {"200": {"description": "What was asked for", "content": {kind: {}}}, **_ANSWERS}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answers}}


def _file_of_a_build(summary: str, kind: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    told = _simple(f"{summary}, whole or in ranges of bytes", *parameters, kind=kind)
    told["get"]["responses"] |= {
        "206": {"description": "The bytes that `Range` asks for", "content": {kind: {}}},
        "416": {"description": "No byte of the file lies in the range that was asked for", "content": _PROBLEM},
    }
    return told


def _row_name(metric: Metric) -> str:
    return f"row_{metric.name}"


def _row(metric: Metric) -> dict[str, Any]:
    """A row of the metric: every column with its type, unit and meaning."""
    return {
        "type": "object",
        "title": metric.title.en,
        "description": f"{metric.question.en} Unit: {metric.unit.en}. One row: {metric.grain}.",
        "additionalProperties": False,
        "properties": {name: _cell(column) for name, column in metric.columns.items()},
    }


def _cell(column: Column) -> dict[str, Any]:
    kind = _CELLS[column.type]
    schema = {**kind, "type": [kind["type"], "null"], "title": column.label.en, "description": column.meaning.en}
    if column.unit:
        schema["x-unit"] = column.unit
        schema["examples"] = [_EXAMPLES.get(column.unit, 1250 if column.type == "integer" else 12.5)]
    return schema


def _with_rows(shape: str, metric: Metric) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{_row_name(metric)}"}}
    return {"schema": {"allOf": [{"$ref": f"#/components/schemas/{shape}"}, {"properties": {"rows": rows}}]}}


def _file(metric: Metric) -> dict[str, Any]:
    kinds = {
        "name": "format",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": [*FORMATS, *PICTURES]},
    }
    content: dict[str, Any] = {kind.partition(";")[0]: {} for kind in (*FORMATS.values(), *PICTURES.values())}
    content[FORMATS["json"]] = _with_rows("Answer", metric)
    described = "The rows, or their chart as a picture of 1200 x 675"
    return _get(metric, metric.name, [kinds, *_own(metric.parameters)], described, content)


def _page(metric: Metric) -> dict[str, Any]:
    parameters = _own({**metric.parameters, **paging_of(metric)})
    content = {FORMATS["json"]: _with_rows("Page", metric)}
    described = "Some rows; the header Link and the field `next` lead to those after them"
    return _get(metric, f"{metric.name}_page", parameters, described, content)


def _get(
    metric: Metric, operation: str, parameters: list[dict[str, Any]], described: str, content: dict[str, Any]
) -> dict[str, Any]:
    shared = [{"$ref": "#/components/parameters/lang"}, {"$ref": "#/components/parameters/build"}]
    return {
        "get": {
            "summary": metric.title.en,
            "description": f"{metric.question.en} Unit: {metric.unit.en}.",
            "operationId": operation,
            "tags": [metric.topic],
            "parameters": [*parameters, *shared],
            "responses": {"200": {"description": described, "content": content}, **_ANSWERS},
        }
    }


def _own(parameters: Mapping[str, Parameter]) -> list[dict[str, Any]]:
    return [_parameter(name, declared) for name, declared in parameters.items()]


def _parameter(name: str, declared: Parameter) -> dict[str, Any]:
    schema = dict(_TYPES[declared.type])
    one = schema  # what a single value is
    if declared.type == "list":
        one = schema["items"] = dict(schema["items"])
    if declared.allowed is not None:
        one["enum"] = [Parameter.text(value) if declared.type == "date" else value for value in declared.allowed]
    if declared.default is not None:
        schema["default"] = Parameter.text(declared.default) if declared.type == "date" else declared.default
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
