"""A build to take away: the DuckDB file itself and each of its tables as Parquet, whole or in ranges of bytes."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from ouverture.metrics.datapackage import of_build
from ouverture.metrics.errors import BuildGone
from ouverture.metrics.export import FORMATS
from ouverture.metrics.reader import Reader, shared_reader
from ouverture.metrics.tables import Tables
from ouverture.metrics.warehouse import BuildInfo
from ouverture.web.asked import asked_of
from ouverture.web.origin import cache_rule, origin_of

DATABASE = "application/vnd.duckdb"


@lru_cache(maxsize=4)
def tables_of(reader: Reader) -> Tables:
    """The tables of this reader's warehouse: one writer of files a process."""
    return Tables(reader.warehouse)


def database(request: Request) -> Response:
    """The file of a build, for DuckDB: ``ATTACH 'https://…/data/<build>.duckdb'``, or to keep."""
    asked_of(request, None, ())
    info = shared_reader().build(request.path_params["build"])
    if info.path is None:
        raise BuildGone(info.build_id, "its tables are, one by one, for it lies in a shared warehouse")
    return _file(info, info.path, f"ouverture-{info.build_id}.duckdb", DATABASE)


def table(request: Request) -> Response:
    """One table of a build as Parquet."""
    asked_of(request, None, ())
    reader, name = shared_reader(), request.path_params["table"]
    build = reader.warehouse.build(request.path_params["build"])
    path = tables_of(reader).parquet(build, name)
    return _file(build.info, path, f"ouverture-{build.info.build_id}-{name}.parquet", FORMATS["parquet"])


def datapackage(request: Request) -> Response:
    """What there is to take of the current build, or of one that is asked for: a Frictionless data package."""
    reader = shared_reader()
    build = reader.warehouse.build(asked_of(request, None).get("build"))
    package = of_build(build.info, tables_of(reader).of(build).values(), f"{origin_of(request)}/data")
    return Response(
        json.dumps(package, ensure_ascii=False),
        headers={"Cache-Control": cache_rule("public, no-cache")},
        media_type="application/json",
    )


def _file(info: BuildInfo, path: Path, name: str, kind: str) -> Response:
    try:
        stat = path.stat()
    except FileNotFoundError:
        raise BuildGone(info.build_id, "it went just now") from None
    headers = {
        "Cache-Control": "public, max-age=86400",  # a build never changes
        "Content-Encoding": "identity",  # ranges are those of the file: nobody may compress it on the way
        "X-Ouverture-Build": info.build_id,
    }
    return FileResponse(path, headers=headers, media_type=kind, filename=name, stat_result=stat)
