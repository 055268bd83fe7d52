"""The tables of a build, whole: what each holds, and each as a Parquet file made at its first use."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ouverture import lake
from ouverture.metrics.errors import MetricError, clipped
from ouverture.metrics.warehouse import OpenBuild, Warehouse
from ouverture.registry.faults import did_you_mean, nearest

SECONDS = 50.0  # for one table; a server gives an answer 60
BATCH = 100_000  # rows in memory at once
DESCRIBED = """
    SELECT t.table_name, t.comment, t.estimated_size, c.column_name, c.data_type, c.comment
    FROM duckdb_tables() t JOIN duckdb_columns() c USING (table_name)
    WHERE NOT t.internal AND NOT t.temporary AND t.comment IS NOT NULL
        AND t.database_name = coalesce(?, current_database()) AND c.database_name = current_database()
    ORDER BY t.table_name, c.column_index
"""


class UnknownTable(MetricError):  # noqa: N818 - as the others
    """No table of the build has this name. ``nearest`` is the one that comes nearest, None where none does."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.nearest = next(iter(nearest(name, known)), None)
        hint = did_you_mean(name, known) or "; /data/datapackage.json lists the tables."
        super().__init__(f"There is no table {clipped(name)!r}{hint}")


class TablesBusy(MetricError):  # noqa: N818
    """Another table is being written, and it takes long."""

    def __init__(self) -> None:
        super().__init__("Another table is being written; try again in a minute.")


@dataclass(frozen=True)
class TableColumn:
    """A column of a table; ``type`` is DuckDB's name of it."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """A table of a build with what it holds."""

    name: str
    meaning: str
    rows: int
    columns: tuple[TableColumn, ...]


class Tables:
    """The tables of the published builds of ``warehouse``. Files lie in the cache and go with their build."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self._folder = warehouse.places.cache / "tables"
        self._writing = Lock()  # one at a time: each reads a whole table

    def of(self, build: OpenBuild) -> dict[str, Table]:
        """Every table that the build's dictionary describes, by name."""
        with build.cursor(SECONDS) as cursor:
            rows = cursor.execute(DESCRIBED, [None if build.info.path else lake.NAME]).fetchall()
        columns: dict[str, list[TableColumn]] = {}
        for name, _, _, column, kind, meaning in rows:
            columns.setdefault(name, []).append(TableColumn(column, kind, meaning or ""))
        return {name: Table(name, meaning, size, tuple(columns[name])) for name, meaning, size, *_ in rows}

    def parquet(self, build: OpenBuild, name: str) -> Path:
        """The file of one table. Raises UnknownTable, TablesBusy."""
        tables = self.of(build)
        if name not in tables:
            raise UnknownTable(name, tables)
        path = self._folder / build.info.build_id / f"{name}.parquet"
        if path.is_file():
            return path
        if not self._writing.acquire(timeout=SECONDS):
            raise TablesBusy
        try:
            if not path.is_file():
                self._tidy()
                _write(build, tables[name], path)
        finally:
            self._writing.release()
        return path

    def _tidy(self) -> None:
        """Files of builds that are gone go too."""
        for folder in self._folder.glob("*"):
            if not self._warehouse.holds(folder.name):
                shutil.rmtree(folder, ignore_errors=True)


def _write(build: OpenBuild, table: Table, path: Path) -> None:
    """The whole file or none: written beside, then given its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    try:
        with build.cursor(SECONDS) as cursor:
            reader = cursor.table(table.name).to_arrow_reader(BATCH)
            meanings = {column.name: {"meaning": column.meaning} for column in table.columns}
            about = {"meaning": table.meaning, "build_id": build.info.build_id}
            schema = pa.schema([field.with_metadata(meanings[field.name]) for field in reader.schema], metadata=about)
            with pq.ParquetWriter(beside, schema, compression="zstd") as writer:
                for batch in reader:
                    writer.write_batch(batch.cast(schema))
        Path(beside).replace(path)
    except duckdb.InterruptException:
        raise TablesBusy from None
    finally:
        Path(beside).unlink(missing_ok=True)
