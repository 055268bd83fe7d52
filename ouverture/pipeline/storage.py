"""What takes how much of the disk, what is kept how long, and what the rules of that would free. Reads only.

The rules stand here, once; docs/storage.md says them in words. Captures are the truth: none is ever deleted, so that
every build can be made again; those of past months may lie in columns (``ouverture pack``).
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from ouverture.outcome import RunFailed
from ouverture.pipeline.capture import Capture, finished_captures, unfinished_captures
from ouverture.pipeline.months import KEPT_AS_PAGES, months
from ouverture.pipeline.room import in_bytes
from ouverture.places import Places
from ouverture.pointer import current

KEPT_BUILDS = 5
LEFT_OVERS = (
    ".building-*",
    ".replaying*",
    ".starting-*",
    ".packing-*",
    ".*.tmp",
)  # of a killed run, or of one under way


def superseded(builds: Iterable[Path], newest: Path | None) -> list[Path]:
    """Builds that are kept no longer: all but ``newest`` and those published last."""
    aged = sorted(builds, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [path for path in aged if path != newest][KEPT_BUILDS - (newest is not None) :]


def published_builds(places: Places) -> list[Path]:
    """Files of the builds on disk."""
    return sorted(places.warehouse.glob("[!.]*.duckdb"))


def storage(places: Places, now: datetime) -> dict[str, Any]:
    """What lies under ``places``."""
    builds, published = published_builds(places), None
    with suppress(RunFailed):  # `ouverture status` says what is wrong with the pointer: here it is what lies there
        published = pointer.path if (pointer := current(places)) else None
    gone = superseded(builds, published if published in builds else None)
    left_over = [path for folder in (places.warehouse, places.captures) for path in _left_overs(folder)]
    state = {
        "builds": [
            {
                "build_id": path.stem,
                "bytes": path.stat().st_size,
                "free_bytes": _free_blocks(path),
                "published": path == published,
                "kept": path not in gone,
            }
            for path in builds
        ],
        "captures": _captures(places),
        "left_over": sum(map(_size, left_over)),
        **{name: _size(places.root / name) for name in ("archive", "forgotten", "exports", "cache")},
    }
    state["bytes"] = _size(places.root)
    state["free_on_disk"] = shutil.disk_usage(next(p for p in (places.root, *places.root.parents) if p.exists())).free
    packing = sum(month.frees for month in months(places, KEPT_AS_PAGES, now) if month.over)
    state["would_free"] = {"builds": sum(map(_size, gone)), "left_over": state["left_over"], "packing": packing}
    return state


def report(places: Places, now: datetime, *, as_json: bool) -> str:
    """What the command prints."""
    state = storage(places, now)
    return json.dumps(state, indent=1) if as_json else described(state, places.root)


def described(state: dict[str, Any], root: Path) -> str:
    """The same as a table for people."""
    lines = [("what", "bytes", "")]
    for build in state["builds"]:
        free = build["free_bytes"]
        notes = [
            "published" if build["published"] else "",
            "" if build["kept"] else f"no longer kept: {KEPT_BUILDS} are",
            f"{in_bytes(free, 1)} free inside, filled by the nights to come" if free else "",
            "cannot be read" if free is None else "",
        ]
        lines.append((f"build {build['build_id']}", in_bytes(build["bytes"], 1), ", ".join(filter(None, notes))))
    for group in state["captures"]:
        what = f"captures {group['source']} {group['month']}"
        each = f", {group['bytes'] / group['records']:.0f} bytes each" if group["records"] else ""
        unfinished = f", {group['unfinished']} unfinished" if group["unfinished"] else ""
        packed = f", {group['packed']} packed" if group["packed"] else ""
        lines.append(
            (
                what,
                in_bytes(group["bytes"], 1),
                f"{group['captures']}, {group['records']:,} records{each}{packed}{unfinished}",
            )
        )
    for name, note in (
        ("archive", "what was cited of builds"),
        ("forgotten", "captures left out by hand"),
        ("exports", ""),
        ("cache", "made again when it is needed"),
        ("left_over", "of a run under way, or of one that was killed: the next one removes it, or goes on from it"),
    ):
        if state[name]:
            lines.append((name.replace("_", " "), in_bytes(state[name], 1), note))
    lines.append(
        ("all", in_bytes(state["bytes"], 1), f"in {root}, {in_bytes(state['free_on_disk'], 1)} free on the disk")
    )
    width, wide = (max(len(line[column]) for line in lines) for column in (0, 1))
    table = "\n".join(f"{what:<{width}}  {size:>{wide}}  {note}".rstrip() for what, size, note in lines)
    packing = state["would_free"]["packing"]
    freed = sum(state["would_free"].values()) - packing
    kept = f"the newest {KEPT_BUILDS} builds are kept, and every capture"
    rule = f"the next published build frees {in_bytes(freed, 1)}: {kept}"
    pack = f"\n`ouverture pack` frees about {in_bytes(packing, 1)} more, and loses nothing" if packing else ""
    return f"{table}\n{rule}{pack}"


def _captures(places: Places) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str], dict[str, Any]] = defaultdict(
        lambda: dict.fromkeys(("captures", "unfinished", "packed", "records", "files", "bytes"), 0)
    )
    columns: set[Path] = set()
    for plan in [*finished_captures(places), *unfinished_captures(places)]:
        group = groups[plan.source, f"{plan.started_at:%Y-%m}"]
        files = [path for path in plan.path.rglob("*") if path.is_file()]
        packed = plan.packed if isinstance(plan, Capture) else None
        if packed and packed.file.path not in columns and packed.file.path.is_file():
            columns.add(packed.file.path)
            files.append(packed.file.path)
        group["packed"] += packed is not None
        group["captures"] += 1
        group["unfinished"] += not isinstance(plan, Capture)
        group["records"] += plan.records if isinstance(plan, Capture) else 0
        group["files"] += len(files)
        group["bytes"] += sum(path.stat().st_size for path in files)
    return [{"source": source, "month": month, **group} for (source, month), group in sorted(groups.items())]


def _left_overs(folder: Path) -> list[Path]:
    return [path for pattern in LEFT_OVERS for path in folder.glob(pattern)]


def _size(path: Path) -> int:
    """Bytes of a file, or of all files below a folder; what goes while it is looked at counts for nothing."""
    size = 0
    for file in (path, *path.rglob("*")) if path.is_dir() else (path,):
        with suppress(OSError):
            size += file.stat().st_size if file.is_file() else 0
    return size


def _free_blocks(path: Path) -> int | None:
    """Bytes inside a build that hold nothing; None if it cannot be read."""
    try:
        with duckdb.connect(path, read_only=True) as connection:
            blocks = (
                "SELECT free_blocks * block_size FROM pragma_database_size() WHERE database_name = current_database()"
            )
            return int(connection.execute(blocks).fetchall()[0][0])
    except duckdb.Error:
        return None
