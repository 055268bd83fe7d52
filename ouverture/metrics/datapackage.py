"""Frictionless data packages (v2): what a ZIP or a build holds, in which types and units, on which terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ouverture.metrics.credits import Credit, known_credits
from ouverture.metrics.metric import Column
from ouverture.metrics.result import Result
from ouverture.metrics.tables import Table
from ouverture.metrics.terms import AUTHOR, licence_of
from ouverture.metrics.warehouse import BuildInfo

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CSV_TYPES = {"text": "string", "timestamp": "datetime", "list": "string"}  # a list is one cell, "; " between
DUCKDB_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "UINTEGER"), "integer"),
    **dict.fromkeys(("FLOAT", "DOUBLE"), "number"),
}


def of_result(result: Result) -> dict[str, Any]:
    """The package of a result's ZIP: ``data.csv`` and the columns in it."""
    metric = result.metric
    data = {
        "name": metric.name.replace("_", "-"),
        "path": "data.csv",
        "title": metric.title.en,
        "description": f"{metric.question.en} Unit: {metric.unit.en}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields(metric.columns), "missingValues": [""]},
    }
    return _package(f"ouverture-{data['name']}", metric.title.en, result.build, result.credits, [data])


def of_build(build: BuildInfo, tables: Iterable[Table], folder: str) -> dict[str, Any]:
    """The package of a build, whose files lie at the address ``folder``."""
    database = {  # a build in a shared warehouse has none
        "name": "warehouse",
        "path": f"{folder}/{build.build_id}.duckdb",
        "title": "All tables and views, as one DuckDB file",
        "format": "duckdb",
        "mediatype": "application/vnd.duckdb",
    }
    files = [
        {
            "name": table.name.replace("_", "-"),
            "path": f"{folder}/{build.build_id}/{table.name}.parquet",
            "title": table.name,
            "description": table.meaning,
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "rows": table.rows,
            "schema": {
                "fields": [
                    {"name": column.name, "type": _type(column.type), "description": column.meaning}
                    for column in table.columns
                ]
            },
        }
        for table in tables
    ]
    credits = {credit.source: credit.dated(None) for credit in known_credits().values()}
    title = "Ouverture: the observatory of open AI, all tables"
    return _package("ouverture", title, build, credits.values(), [database, *files] if build.path else files)


def fields(columns: Mapping[str, Column]) -> list[dict[str, Any]]:
    """Columns of a CSV with type, title, meaning and unit."""
    return [
        {
            "name": name,
            "type": CSV_TYPES.get(column.type, column.type),
            "title": column.label.en,
            "description": column.meaning.en,
            **({"unit": column.unit} if column.unit else {}),
        }
        for name, column in columns.items()
    ]


def _type(duckdb: str) -> str:
    return "array" if duckdb.endswith("[]") else DUCKDB_TYPES.get(duckdb, "string")


def _package(
    name: str, title: str, build: BuildInfo, credits: Iterable[Credit], resources: list[dict[str, Any]]
) -> dict[str, Any]:
    credits = list(credits)
    licences = {credit.licence: licence_of(credit) for credit in credits}
    return {
        "$schema": PROFILE,
        "name": name,
        "title": title,
        "version": build.build_id,
        "created": build.built_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "contributors": [{"title": AUTHOR, "roles": ["author"]}],
        "sources": [
            {"title": credit.line.en, "licence": credit.licence, **({"path": credit.link} if credit.link else {})}
            for credit in credits
        ],
        "licenses": [
            {"title": said, **({"name": licence.spdx, "path": licence.link} if licence.spdx else {"name": "other"})}
            for said, licence in licences.items()
        ],
        "resources": resources,
    }
