"""The shared warehouse: a DuckLake, its catalogue in PostgreSQL and its tables as Parquet on S3.

One snapshot of the lake is one build, whose id is the message of the commit. Extensions come from their own wheels (the
extra ``lake``), never from the network.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from ouverture.outcome import SourceUnavailable, UsageOrRegistry
from ouverture.places import LAKE

DATA = "OUVERTURE_LAKE_DATA"
AUTHOR = "ouverture"  # of the commits that are builds
NAME = "lake"
DICTIONARY = "dictionary"  # meanings of tables, views, columns: a DuckLake keeps no comment on a view's column
HELD = 16 * 2**20  # bytes of Parquet, the smallest tables first, that a reader takes into memory
Config = Mapping[str, str | bool | int | float | list[str]]  # settings of a connection
_EXTENSIONS = ("postgres_scanner", "httpfs", "ducklake")  # in this order: ducklake asks for the others
_NEVER_REWRITTEN = (
    "SET parquet_metadata_cache = true",
    "SET enable_http_metadata_cache = true",
    "SET validate_external_file_cache = 'NO_VALIDATION'",
)
_SIZES = """
    SELECT table_name, file_size_bytes FROM ducklake_table_info('lake')
    WHERE table_name <> 'dictionary' ORDER BY 2, 1
"""
_DATA_PATH = "SELECT value FROM ducklake_options('lake') WHERE option_name = 'data_path'"
_VIEWS = "SELECT sql FROM duckdb_views() WHERE database_name = ? AND NOT internal ORDER BY 1"
_MACROS = """
    SELECT function_name, function_type = 'table_macro', parameters, macro_definition FROM duckdb_functions()
    WHERE database_name = ? AND NOT internal ORDER BY ALL
"""
_BUILDS = """
    SELECT commit_message, max(snapshot_id) FROM ducklake_snapshots('lake')
    WHERE author = 'ouverture' GROUP BY ALL ORDER BY 2 DESC
"""


def attached(
    address: str,
    *,
    version: int | None = None,
    writing: bool = False,
    config: Config,
) -> duckdb.DuckDBPyConnection:
    """A connection whose current database is the lake at ``address`` (``ducklake:postgres:<how libpq is told>``).

    It is read as it was at the snapshot ``version``, or as it is now; ``writing`` may lay it down. Raises
    UsageOrRegistry where the address is none or extensions are missing, SourceUnavailable where it cannot be opened.
    """
    if not address.startswith(LAKE):
        raise UsageOrRegistry(f"a shared warehouse has an address such as {LAKE}postgres:dbname=…, see docs/lake.md")
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", **config})
    try:
        for name in _EXTENSIONS:
            connection.execute(f"LOAD {literal(_extension(name))}")
        connection.execute(_secret())
        options = ["DATA_INLINING_ROW_LIMIT 0"] if writing else ["READ_ONLY", "CREATE_IF_NOT_EXISTS false"]
        if writing and (data := os.environ.get(DATA)):
            options.append(f"DATA_PATH {literal(data)}")
        if version is not None:
            options.append(f"SNAPSHOT_VERSION {version}")
        connection.execute(f"ATTACH {literal(address)} AS {NAME} ({', '.join(options)})")
        connection.execute(f"USE {NAME}")
        for setting in () if writing else _NEVER_REWRITTEN:
            connection.execute(setting)
    except duckdb.Error as error:
        connection.close()
        raise unavailable(address, error) from None  # the error may name the password
    except BaseException:
        connection.close()
        raise
    return connection


def builds(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Ids of the builds in the lake and the snapshot that each is, newest first."""
    return dict(connection.execute(_BUILDS).fetchall())


def pinned(address: str, version: int, config: Config) -> duckdb.DuckDBPyConnection:
    """A connection that reads the lake as it was at ``version``, and nothing else: locked down.

    Its current database is one in memory with the names, views and macros of the build. Small tables lie in it whole,
    for each table that a query asks of the lake costs questions to the catalogue; the others are read where they lie.
    Raises as ``attached``.
    """
    connection = attached(address, version=version, config=config)
    try:
        connection.execute("USE memory")
        connection.execute("BEGIN")
        left, held = HELD, set()
        for name, size in connection.execute(_SIZES).fetchall():
            left -= size
            if left >= 0:
                held.add(name)
            connection.execute(f'CREATE {"TABLE" if left >= 0 else "VIEW"} "{name}" AS FROM {NAME}."{name}"')
        define(connection, definitions(connection, NAME))
        for name, column, meaning in connection.execute(f"FROM {NAME}.{DICTIONARY}").fetchall():
            of = f'COLUMN "{name}"."{column}"' if column else f'{"TABLE" if name in held else "VIEW"} "{name}"'
            connection.execute(f"COMMENT ON {of} IS {literal(meaning)}")
        connection.execute("COMMIT")
        (data,) = connection.execute(_DATA_PATH).fetchall()[0]
        connection.execute(f"SET allowed_directories = [{literal(data)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise unavailable(address, error) from None
    return connection


def definitions(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """The statements that make the views and macros of an attached database anew."""
    found = [sql for (sql,) in connection.execute(_VIEWS, [database]).fetchall()]
    for name, is_table, parameters, definition in connection.execute(_MACROS, [database]).fetchall():
        found.append(f'CREATE MACRO "{name}"({", ".join(parameters)}) AS {"TABLE " if is_table else ""}{definition}')
    return found


def define(connection: duckdb.DuckDBPyConnection, statements: list[str]) -> None:
    """Make views and macros in the current database, each once what it reads is there."""
    while statements:
        later, fault = [], None
        for statement in statements:
            try:
                connection.execute(statement)
            except (duckdb.CatalogException, duckdb.BinderException) as error:
                later.append(statement)
                fault = error
        if fault and len(later) == len(statements):
            raise fault
        statements = later


def unavailable(address: str, error: duckdb.Error) -> SourceUnavailable:
    """What DuckDB says of the lake, without its address, in which a password may stand."""
    said = str(error).splitlines()[0].replace(address.removeprefix(LAKE).partition(":")[2], "…")
    return SourceUnavailable(f"the shared warehouse cannot be used: {said}")


def literal(text: str) -> str:
    """The text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"  # ATTACH, LOAD and COMMENT ON take no bound values


def _extension(name: str) -> str:
    wheel = find_spec(f"duckdb_extension_{name}")
    folder = Path(next(iter(wheel.submodule_search_locations or ())) if wheel else "")
    file = folder / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    if not file.is_file():
        raise UsageOrRegistry(
            f"a shared warehouse needs DuckDB's extension {name} for the DuckDB that runs here, {duckdb.__version__}: "
            "install ouverture[lake] into an environment of its own (docs/lake.md)"
        )
    return str(file)


def _secret() -> str:
    """Keys and endpoint of S3 from the variables that its own tools read."""
    variable = os.environ.get
    endpoint = urlsplit(variable("AWS_ENDPOINT_URL_S3") or variable("AWS_ENDPOINT_URL") or "")
    options = {
        "KEY_ID": variable("AWS_ACCESS_KEY_ID"),
        "SECRET": variable("AWS_SECRET_ACCESS_KEY"),
        "SESSION_TOKEN": variable("AWS_SESSION_TOKEN"),
        "REGION": variable("AWS_REGION") or variable("AWS_DEFAULT_REGION"),
        "ENDPOINT": endpoint.netloc,
        "URL_STYLE": "path" if endpoint.netloc else None,  # other servers than Amazon's know no names of buckets
        "USE_SSL": "false" if endpoint.scheme == "http" else None,
    }
    stated = "".join(f", {name} {literal(value)}" for name, value in options.items() if value)
    return f"CREATE SECRET (TYPE s3{stated})"
