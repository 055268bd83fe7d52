"""``ouverture publish``: the current build, its tables as Parquet and a card, sent elsewhere; the manifest last."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from ouverture.pipeline.publish import opened
from ouverture.places import Places
from ouverture.pointer import Pointer
from ouverture.registry.sources import SOURCES
from ouverture.replica import to_publish
from ouverture.replica.parts import Index, Place, digest, packed, parts_of
from ouverture.replica.target import FORMAT, MANIFEST, Target

KEPT = 3  # builds whose parts stay, so that whoever follows one is not cut off by the next
PACK = 64 * 2**20  # bytes of a pack, about


@dataclass(frozen=True)
class Sent:
    """What a publication came to: bytes of the build, of it in parts that were not there, and all that was sent."""

    build_id: str
    size: int
    new: int
    sent: int


def send(places: Places, address: str) -> Sent:
    """Publish the current build to ``address``. Broken off, it changes nothing for whoever follows; run it again.

    Raises RunFailed where there is no build, UsageOrRegistry, SourceUnavailable for the address.
    """
    pointer = to_publish(places)
    target = Target(address)
    before = target.manifest()
    kept = [build for build in (before or {}).get("builds", []) if build["build_id"] != pointer.build_id]
    index, new = _parts(pointer.path, kept, target)
    content = index.as_bytes()
    name = digest(content)
    target.write(f"indexes/{name}", content)
    build = _facts(pointer) | {"index": name, "packs": sorted(index.packs)}
    builds = [build, *kept][:KEPT]
    tables = {table["name"]: table for table in _tables(pointer, target)}
    card = _card(pointer, tables).encode()
    manifest = {"format": FORMAT, "builds": builds, "tables": tables, "sources": _sources()}
    target.write("README.md", card)
    target.write(MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode())
    target.remove_others("packs", {f"packs/{pack}" for build in builds for pack in build["packs"]})
    target.remove_others("indexes", {f"indexes/{build['index']}" for build in builds})
    target.remove_others("tables", {table["path"] for table in tables.values()})
    return Sent(pointer.build_id, index.size, new, target.sent)


def _parts(path: Path, kept: list[dict[str, Any]], target: Target) -> tuple[Index, int]:
    """The build as parts, those that no kept build has sent in packs; and the bytes of these, unpacked."""
    known: dict[str, Place] = {}
    for build in reversed(kept):  # the newest word on a part is the last
        known |= Index.of_bytes(target.read(f"indexes/{build['index']}", build["index"])).places
    index, new = Index(path.stat().st_size, []), 0
    waiting: dict[str, bytes] = {}
    held = 0
    for part, content in parts_of(path):
        index.parts.append(part)
        if part in index.places or part in waiting:
            continue
        if part in known:
            index.places[part] = known[part]
            continue
        waiting[part] = packed(content)
        held += len(waiting[part])
        new += len(content)
        if held >= PACK:
            index.places |= _pack(waiting, target)
            waiting, held = {}, 0
    if waiting:
        index.places |= _pack(waiting, target)
    return index, new


def _pack(waiting: dict[str, bytes], target: Target) -> dict[str, Place]:
    content = b"".join(waiting.values())
    name, offset, places = digest(content), 0, {}
    for part, bytes_ in waiting.items():
        places[part] = Place(name, offset, len(bytes_))
        offset += len(bytes_)
    target.write(f"packs/{name}", content)
    return places


def _tables(pointer: Pointer, target: Target) -> Iterator[dict[str, Any]]:
    """Every table of the build as Parquet, named by content."""
    with opened(pointer) as connection, tempfile.TemporaryDirectory(prefix="ouverture-") as folder:
        for name, comment in connection.execute(
            "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal AND NOT temporary ORDER BY table_name"
        ).fetchall():
            file = Path(folder) / "table.parquet"
            connection.table(name).to_parquet(str(file), compression="zstd")
            content = file.read_bytes()
            path = f"tables/{name}/{digest(content)[:16]}.parquet"
            target.write(path, content)
            facts = {"name": name, "path": path, "sha256": digest(content), "bytes": len(content)}
            yield facts | {"rows": pq.read_metadata(file).num_rows, "comment": comment}


def _facts(pointer: Pointer) -> dict[str, Any]:
    return {
        "build_id": pointer.build_id,
        "built_at": f"{pointer.built_at:%Y-%m-%dT%H:%M:%SZ}",
        "snapshot_date": pointer.snapshot_date.isoformat() if pointer.snapshot_date else None,
        "models": pointer.models,
        "observations": pointer.observations,
        "fingerprint": pointer.fingerprint,
        "engine": f"DuckDB {duckdb.__version__}",
    }


def _sources() -> list[dict[str, str | None]]:
    return [
        {"source": name, "credit": source.credit_en, "licence": source.licence, "link": source.link}
        for name, source in SOURCES.items()
    ]


def _card(pointer: Pointer, tables: dict[str, dict[str, Any]]) -> str:
    """The card of a data set, as the Hub and people read it: each table by name, every source with its terms."""
    configs = [f"- config_name: {name}\n  data_files: {table['path']}" for name, table in tables.items()]
    listed = [f"| `{name}` | {table['rows']:,} | {_cell(table['comment'])} |" for name, table in tables.items()]
    credited = [f"| {_cell(one['credit'])} | {_cell(one['licence'])} |" for one in _sources()]
    day = pointer.snapshot_date.isoformat() if pointer.snapshot_date else "none"
    return "\n".join(
        [
            *("---", "pretty_name: Ouverture, the observatory of open AI", "license: other", "tags:", "- open-ai"),
            *("configs:", *configs, "---", "", "# Ouverture, the observatory of open AI", ""),
            f"Build {pointer.build_id}, newest reading {day}. Dated, citable numbers on open and closed models. The "
            "figures are computed from the data of others, whose terms hold; sources are never to be summed.",
            "",
            "`ouverture follow <this address>` serves it elsewhere; the tables below are Parquet.",
            *("", "| table | rows | what |", "| --- | --- | --- |", *listed),
            *("", "| source | terms |", "| --- | --- |", *credited, ""),
        ]
    )


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("\n", " ")
