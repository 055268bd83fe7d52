"""Snapshot runs: what a capture holds, and how the readings of a batch of runs enter a build."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from ouverture.pipeline.capture import Altered, Capture, Page, bodies
from ouverture.pipeline.checks import judge_runs
from ouverture.pipeline.ledger import ACCEPTED_FILE
from ouverture.pipeline.packed import Unreadable, text_groups, whole_pages
from ouverture.pipeline.sources.foreign import engine_json, suspect
from ouverture.pipeline.transforms import (
    STAGES,
    insert_cells,
    run_stage,
    run_transforms,
    set_variables,
    warehouse_time,
)
from ouverture.registry.sources import kind_of

BATCH_RECORDS = 1_500_000  # rows applied together: more spill to disk, fewer repeat what a batch costs


@dataclass(frozen=True)
class Run:
    """One dated reading of one source. ``listing`` is ``organisations`` (totals hold) or ``ranking`` (never summed)."""

    run_id: str
    capture: Capture
    source: str
    listing: str
    snapshot_date: date
    started_at: datetime | None
    finished_at: datetime | None
    pages: tuple[Page, ...] = ()
    whole_organisations: tuple[str, ...] = ()  # what it does not list of these is gone
    whole_hub: bool = False


def hub_run(capture: Capture) -> Run:
    """The one run that a capture of the Hub holds."""
    whole = any(unit == "all" or unit.startswith("org:") for unit in capture.units)
    listing = "organisations" if whole else "ranking"
    started_at, finished_at = capture.started_at.astimezone(UTC), capture.finished_at.astimezone(UTC)
    return Run(
        capture.capture_id,
        capture,
        capture.source,
        listing,
        started_at.date(),
        started_at,
        finished_at,
        pages=capture.pages,
        whole_organisations=tuple(unit.removeprefix("org:") for unit in capture.units if unit.startswith("org:")),
        whole_hub="all" in capture.units,
    )


def archive_runs(capture: Capture) -> list[Run]:
    """The runs that a capture of an archive holds: one a day, by day. The archive gives dates and no times of day."""
    by_unit = {page.unit: page for page in capture.pages}
    scope = json.loads(by_unit.pop("scope").body())
    organisations = tuple(scope["whole_organisations"])
    return [
        Run(
            f"{capture.source}-{day:%Y%m%d}",
            capture,
            capture.source,
            "organisations",
            day,
            None,
            None,
            pages=(page,),
            whole_organisations=organisations,
        )
        for day, page in sorted((date.fromisoformat(unit), page) for unit, page in by_unit.items())
    ]


def panel_runs(connection: duckdb.DuckDBPyConnection, capture: Capture) -> list[Run]:
    """The runs of the reference panel, one for each source and day, by day. Reads the files into temporary tables."""
    files = {page.unit.replace(".", "_"): str(page.path) for page in capture.pages}
    run_stage(connection, "panel_files", **files)
    rows = connection.execute("SELECT * FROM raw_panel_run ORDER BY snapshot_date, source").fetchall()
    return [Run(run_id, capture, source, listing, day, None, None) for run_id, source, listing, day in rows]


def next_batch(runs: Sequence[Run]) -> Sequence[Run]:
    """The first of ``runs``, with those that list the same on the days that follow, as many as memory holds."""
    records, days = 0, set[date]()
    for size, run in enumerate(runs):
        records += sum(page.records for page in run.pages)
        alike = _lists(run) == _lists(runs[0]) and run.snapshot_date not in days
        if size and not (alike and records <= BATCH_RECORDS):
            return runs[:size]
        days.add(run.snapshot_date)
    return runs


def _lists(run: Run) -> tuple[object, ...]:
    return run.source, run.listing, run.capture.scope, run.whole_organisations, run.whole_hub


def web_source_transform(source: str) -> str:
    """The transform that reads captures of a web source."""
    return f"source_{source.replace('-', '_')}.sql"


def apply_web_source(connection: duckdb.DuckDBPyConnection, capture: Capture) -> None:
    """Merge a capture of packages, catalogues or boards into the core tables: rows of the same key are replaced.

    The transform finds ``pages`` (paths, zstd), ``units`` (of each page) and ``captured_on``. Pages of units that the
    capture calls missing do not count. What it could not use it may leave, counted, in a temporary table ``discarded``
    (unit, field, rows, example, reason), which becomes rows of ``discarded_row``.
    """
    transform = web_source_transform(capture.source)
    pages = tuple(page for page in capture.pages if page.unit not in capture.missing)
    if not pages:
        return
    set_variables(
        connection,
        source=capture.source,
        capture_id=capture.capture_id,
        captured_on=capture.started_at.astimezone(UTC).date(),
        units=[page.unit for page in pages],
    )
    _read_pages(connection, pages, STAGES["documents"], transform)
    _keep_discarded(connection)


def _keep_discarded(connection: duckdb.DuckDBPyConnection) -> None:
    if connection.execute("SELECT 1 FROM duckdb_tables() WHERE temporary AND table_name = 'discarded'").fetchall():
        connection.execute(
            """
            INSERT INTO discarded_row BY NAME
            SELECT
                getvariable('capture_id') AS capture_id, getvariable('source') AS source,
                unit, field, rows, left(example, 200) AS example, reason
            FROM discarded WHERE rows > 0;
            DROP TABLE discarded
            """
        )


def apply_batch(
    connection: duckdb.DuckDBPyConnection, runs: Sequence[Run], first_seq: int
) -> list[tuple[Run, str, str | None]]:
    """Read, judge and, if they are good, enter runs that list the same at once; the first has number ``first_seq``.

    Returns the runs applied, each with its status and the reason if that is not ok. These are the first of ``runs``, as
    many as need not wait for what others leave: a run that is not ok or in no totals is applied alone, and a batch ends
    before a run at which a name passes to another model or an organisation to another lab.
    """
    _read(connection, runs, first_seq)
    runs = runs[: connection.table("batch").count("*").fetchall()[0][0]]
    verdicts = judge_runs(connection)
    outside = connection.execute("SELECT run_seq FROM batch WHERE NOT in_totals").fetchall()
    alone = {*verdicts, *(run_seq for (run_seq,) in outside)}
    apart = max(min(alone, default=first_seq + len(runs)) - first_seq, 1)
    if apart < len(runs):
        return apply_batch(connection, runs[:apart], first_seq)

    status, reason = verdicts.get(first_seq, ("ok", None))
    if status == "quarantined" and (runs[0].capture.path / ACCEPTED_FILE).exists():
        status, reason = "ok", f"accepted by hand although {reason}"
    run_stage(connection, "ledger", status=status, reason=reason)
    if status != "quarantined":
        run_stage(connection, "series")
        forget_superseded(connection)
        run_stage(connection, "good_runs")
        (in_totals,) = connection.execute("SELECT bool_and(in_totals) FROM batch").fetchall()[0]
        if in_totals and runs[0].listing == "organisations":
            run_stage(connection, "totals")
    return [(run, status, reason) for run in runs]


def forget_superseded(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the rows of superseded runs out of every table that counts a run; what was seen in it stays seen."""
    if not connection.table("superseded").count("*").fetchall()[0][0]:
        return
    for (statement,) in connection.execute(
        """
        SELECT format('DELETE FROM {0} WHERE {1} IN (SELECT {1} FROM superseded)', table_name, column_name)
        FROM duckdb_columns() JOIN duckdb_tables() USING (table_oid, table_name)
        WHERE column_name IN ('run_id', 'run_seq') AND NOT temporary
            AND (table_name LIKE 'mart_%' OR table_name IN ('organisation_coverage', 'flow', 'spike'))
        """
    ).fetchall():
        connection.execute(statement)


def _read(connection: duckdb.DuckDBPyConnection, runs: Sequence[Run], first_seq: int) -> None:
    """Make the temporary tables of a batch, up to what the run checks judge."""
    first = runs[0]
    numbered = list(enumerate(runs, first_seq))
    placed = [(page, seq, place) for seq, run in numbered for place, page in enumerate(run.pages)]
    set_variables(
        connection,
        runs=[
            {
                "run_id": run.run_id,
                "run_seq": seq,
                "capture_id": run.capture.capture_id,
                "snapshot_date": run.snapshot_date,
                "started_at": warehouse_time(run.started_at),
                "finished_at": warehouse_time(run.finished_at),
            }
            for seq, run in numbered
        ],
        first_seq=first_seq,
        source=first.source,
        scope=first.capture.scope,
        listing=first.listing,
        whole_organisations=list(first.whole_organisations),
        whole_hub=first.whole_hub,
    )
    run_stage(connection, "batch")
    kind = kind_of(first.source) or ""
    read_records(connection, kind, placed)
    if kind != "panel":
        run_transforms(connection, "10_raw_listing.sql")
    if len(runs) > 1:
        run_stage(connection, "cut")
    run_stage(connection, "readings")


def read_records(connection: duckdb.DuckDBPyConnection, kind: str, placed: Sequence[tuple[Page, int, int]]) -> None:
    """Make the records of pages, each with the run that it is of and its place in it. Raises ``Altered``."""
    in_columns = _in_columns(placed) if kind == "readings" else {}
    pages = [(page, run_seq, place) for page, run_seq, place in placed if page not in in_columns]
    set_variables(
        connection, page_runs=[run_seq for _, run_seq, _ in pages], page_places=[place for _, _, place in pages]
    )
    _read_pages(connection, tuple(page for page, _, _ in pages), f"10_raw_{kind}.sql")
    _read_columns(connection, in_columns)


def _in_columns(placed: Sequence[tuple[Page, int, int]]) -> dict[Page, tuple[int, int]]:
    """Of pages with run and place those that are read from columns, and not page by page."""
    found = {}
    for page, seq, place in placed:
        if page.packed and (page.packed.capture_id, page.place) not in whole_pages(page.packed.file.path):
            found[page] = seq, place
    return found


def _read_columns(connection: duckdb.DuckDBPyConnection, pages: Mapping[Page, tuple[int, int]]) -> None:
    """Add the records of packed pages. Raises ``Altered`` where a file does not give them all."""
    files = {page.packed.file.path: page.packed.capture_id for page in pages if page.packed}
    if not files:
        return
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE packed_page (capture_id VARCHAR, page INTEGER, run_seq INTEGER, page_seq INTEGER)"
    )
    insert_cells(
        connection, "packed_page", [(p.packed.capture_id, p.place, *where) for p, where in pages.items() if p.packed]
    )
    lacking = sum(page.records for page in pages)
    for path, capture_id in files.items():
        try:
            for texts, rows in text_groups(path):
                connection.register("packed_text", _readable_texts(texts))
                connection.register("packed_row", rows)
                run_transforms(connection, "10_raw_packed.sql")
                counted = "SELECT count(*) FROM packed_row JOIN packed_page USING (capture_id, page)"
                lacking -= connection.execute(counted).fetchall()[0][0]
        except Unreadable as error:
            raise Altered(capture_id, path, str(error)) from error
    connection.unregister("packed_text")
    connection.unregister("packed_row")
    if lacking:
        raise Altered(capture_id, path, "lacks records")


def _readable_texts(texts: pa.Table) -> pa.Table:
    """Texts of records as the engine can read them."""
    said = texts["record"].combine_chunks()
    if not suspect(said.buffers()[2].to_pybytes() if len(said) else b""):
        return texts
    bodies = [text.encode() for text in said.to_pylist()]
    plain = [(engine_json(body, "json") or body).decode() for body in bodies]
    return texts.set_column(1, "record", pa.array(plain, pa.string()))


def _read_pages(connection: duckdb.DuckDBPyConnection, pages: tuple[Page, ...], *transforms: str) -> None:
    with _readable(pages) as paths:
        for transform in transforms:
            run_transforms(connection, transform, pages=paths)


@contextmanager
def _readable(pages: tuple[Page, ...]) -> Iterator[list[str]]:
    """Paths of the pages as the engine can read them: most as they are, others written anew for as long as needed."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {page: page.path for page in pages}
        for page, body in bodies([page for page in pages if not page.path.name.endswith(".parquet")]):
            anew = engine_json(body, page.path.name.split(".")[1])
            if anew is not None or page.packed:
                # below the capture's name and unit: transforms tell first pages by theirs, refusals name the file
                path = Path(folder, *page.path.parts[-3:])
                path.parent.mkdir(parents=True, exist_ok=True)
                content = body if anew is None else anew
                path.write_bytes(pa.Codec("zstd", compression_level=1).compress(content, asbytes=True))
                paths[page] = path
        if not paths:
            Path(folder, "none.json.zst").write_bytes(pa.Codec("zstd").compress(b"[]", asbytes=True))
        yield [str(path) for path in paths.values()] or [f"{folder}/none.json.zst"]
