"""What was cited stays: a result as a small file of its own, found again by build, metric and parameters.

``archive/objects/<sha256>.json`` holds what a card showed (rows, metric with its texts, finding, parameters, credits);
``archive/index/<build>/<metric>-<key>.json`` names it. A build whose figures did not move shares its objects with the
one before. Both are written once, whole, and never changed; whatever is not as its digest says is not served.
What visitors' links may keep is bounded: the size of one result, their number of a build, and the folder as a whole.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import Any

import pyarrow as pa
from cachetools import LRUCache
from pydantic import BaseModel, ConfigDict, ValidationError

from ouverture.metrics.credits import Credit
from ouverture.metrics.metric import Metric
from ouverture.metrics.parameters import Parameter
from ouverture.metrics.result import ARROW_TYPES, Finding, Result
from ouverture.metrics.unknown_task import UnknownTask
from ouverture.metrics.warehouse import BuildInfo
from ouverture.metrics.writing import write_whole
from ouverture.places import Places

LOG = logging.getLogger("ouverture.archive")
FORMAT = 1
LARGEST = 2 * 2**20  # bytes of one object: a card, not a table of everything
OF_A_BUILD = 500  # results that visitors' links may keep of one build; chosen ones always are
OF_ALL = 2 * 2**30  # bytes of the whole folder, beyond which visitors' links keep nothing more
REMEMBERED = 10_000  # entries of which is known without a look at the disk whether they are kept
HEADLINES = (  # what each build keeps without being asked: what is cited most
    *("open_share", "downloads_by_tier", "routed_open_share", "package_installs", "capability_gap", "gap_months"),
    *("price_gap", "country_share", "concentration", "lab_table", "lab_adoption", "rank_bump", "attribution"),
    *("claims", "promises", "corrections"),
)
LOOKED_AT = 2_000  # entries of one metric on one build
_BUILD = re.compile(r"[0-9]{8}-[0-9a-f]{8}", re.ASCII)
_METRIC = re.compile(r"[a-z][a-z0-9_]{0,79}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SMALL = 64 * 2**10  # bytes of an entry of the index


class _Build(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)
    build_id: str
    built_at: datetime
    fingerprint: str
    software_version: str


class _Entry(BaseModel):
    """One line of the index: whose result this is, and the digest of the object that holds it."""

    model_config = ConfigDict(extra="forbid")
    metric: str
    sha256: str
    build: _Build
    parameters: dict[str, str]
    defaults: dict[str, str]


class Archive:
    """The results kept under one data folder. Safe for threads; a folder that nobody may write to keeps nothing."""

    def __init__(self, places: Places) -> None:
        self._folder = places.root / "archive"
        self._warehouse = places.warehouse
        self._known: LRUCache[Path, bool] = LRUCache(REMEMBERED)  # entries asked for: kept, or refused as too large
        self._bytes: int | None = None  # in the folder; None before it was counted
        self._built: dict[str, datetime] = {}  # of each build, when; read once
        self._lock = Lock()
        self._told = False

    def keep(self, result: Result, *, chosen: bool = False) -> bool:
        """Keep what this result shows, once. False where it is too large, no room is left or the disk refuses."""
        if result.build.archived or not _METRIC.fullmatch(result.metric.name):
            return False
        path = self._entry_path(result)
        try:
            with self._lock:
                if path not in self._known and path.is_file():
                    self._known[path] = True
                if path in self._known:
                    return self._known[path]
                if not chosen and self._is_full(path.parent):
                    return False
            content = _object(result)  # takes its time for a large result, so others do not wait for it
            with self._lock:
                if not chosen and self._is_full(path.parent):  # others wrote meanwhile
                    return False
                if fits := len(content) <= LARGEST:
                    self._write(path, result, content)
                self._known[path] = fits
                return fits
        except (OSError, ValueError) as error:
            if not self._told:
                LOG.warning("nothing is kept in %s: %s", self._folder, error)
                self._told = True
            return False

    def _write(self, path: Path, result: Result, content: bytes) -> None:
        digest = hashlib.sha256(content).hexdigest()
        files = {self._object_path(digest): content, path: _entry(result, digest)}
        for file, held in files.items():  # the entry last: it never names what is not there
            if not file.is_file():
                write_whole(file, held)
                if self._bytes is not None:
                    self._bytes += len(held)

    def _is_full(self, folder: Path) -> bool:
        """Whether visitors' links keep nothing more: of this build, or at all."""
        if self._bytes is None:
            self._bytes = sum(path.stat().st_size for path in self._folder.rglob("*.json"))
        return self._bytes >= OF_ALL or self._count(folder) >= OF_A_BUILD

    def find(self, build_id: str, name: str, given: Mapping[str, object]) -> Result | None:
        """What was kept of a metric on a build under the parameters of an address; None where nothing was."""
        if not (_BUILD.fullmatch(build_id) and _METRIC.fullmatch(name)):
            return None
        asked = {key: _text(value) for key, value in given.items()}
        folder = self._folder / "index" / build_id
        for path in sorted(folder.glob(f"{name}-*.json"))[:LOOKED_AT]:
            entry = _read_entry(path)
            if entry is None or entry.metric != name or entry.build.build_id != build_id:
                continue
            if asked.keys() <= entry.defaults.keys() and {**entry.defaults, **asked} == entry.parameters:
                return self._result(entry)
        return None

    def builds(self) -> dict[str, datetime]:
        """Every build of which something is kept, and when it was built."""
        folder = self._folder / "index"
        there = [path.name for path in os.scandir(folder) if path.is_dir()] if folder.is_dir() else []
        for build_id in there:
            first = None if build_id in self._built else next((folder / build_id).glob("*.json"), None)
            if first and (entry := _read_entry(first)) and entry.build.build_id == build_id:
                self._built[build_id] = entry.build.built_at
        return {build_id: self._built[build_id] for build_id in there if build_id in self._built}

    def _result(self, entry: _Entry) -> Result | None:
        if not _DIGEST.fullmatch(entry.sha256):
            return None
        content = _bytes_of(self._object_path(entry.sha256), LARGEST)
        if content is None or hashlib.sha256(content).hexdigest() != entry.sha256:
            LOG.warning("the archived %s of build %s is not as it was kept", entry.metric, entry.build.build_id)
            return None
        path = self._warehouse / f"{entry.build.build_id}.duckdb"
        info = BuildInfo(path=path, pinned=True, archived=True, **entry.build.model_dump())
        try:
            return _restored(json.loads(content), info)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, pa.ArrowException) as error:
            LOG.warning("the archived %s of build %s cannot be read: %s", entry.metric, entry.build.build_id, error)
            return None

    def _entry_path(self, result: Result) -> Path:
        asked = json.dumps(_texts(result), sort_keys=True)
        key = hashlib.sha256(asked.encode()).hexdigest()[:16]
        return self._folder / "index" / result.build.build_id / f"{result.metric.name}-{key}.json"

    def _object_path(self, digest: str) -> Path:
        return self._folder / "objects" / digest[:2] / f"{digest}.json"

    @staticmethod
    def _count(folder: Path) -> int:
        return sum(1 for _ in os.scandir(folder)) if folder.is_dir() else 0


def _texts(result: Result) -> dict[str, str]:
    return {name: Parameter.text(value) for name, value in result.parameters.items()}


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return Parameter.text(value) if isinstance(value, bool | date) else "" if value is None else str(value)


def _entry(result: Result, digest: str) -> bytes:
    metric, build = result.metric, result.build
    defaults = {
        name: "" if declared.default is None else Parameter.text(declared.parse(declared.default))
        for name, declared in metric.parameters.items()
    }
    entry = _Entry(
        metric=metric.name,
        sha256=digest,
        build=_Build.model_validate(
            {name: getattr(build, name) for name in ("build_id", "built_at", "fingerprint", "software_version")}
        ),
        parameters=_texts(result),
        defaults=defaults,
    )
    return entry.model_dump_json().encode() + b"\n"


def _object(result: Result) -> bytes:
    """Everything that the card shows, as JSON in one order: the same content has the same digest."""
    finding = result.finding
    told = None
    if finding:
        named = _named(finding.values)
        told = {
            "case": finding.case,
            "values": {name: _tagged(value) for name, value in finding.values.items()},
            "as_of": _tagged(finding.as_of),
            "confidence": finding.confidence,
            "confidence_reason": finding.confidence_reason,
            "names": {lab: name for lab, name in finding.names.items() if lab in named},
        }
    content = {
        "format": FORMAT,
        "metric": result.metric.model_dump(mode="json"),
        "parameters": _texts(result),
        "rows": [list(row.values()) for row in result.table.to_pylist()],
        "truncated": result.truncated,
        "finding": told,
        "credits": [credit.model_dump(mode="json") for credit in result.credits],
        "unknown_task": {name: _tagged(value) for name, value in asdict(result.unknown_task).items()}
        if result.unknown_task
        else None,
    }
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, default=lambda day: day.isoformat())
    return body.encode() + b"\n"


def _named(values: Mapping[str, Any]) -> set[str]:
    """Texts among the values: only of these labs are the names needed."""
    several = (value if isinstance(value, list | tuple) else [value] for value in values.values())
    return {item for items in several for item in items if isinstance(item, str)}


def _tagged(value: Any) -> Any:
    """A value with its type where JSON has none."""
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, list | tuple):
        return [_tagged(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _untagged(value: Any) -> Any:
    if isinstance(value, dict):
        ((kind, told),) = value.items()
        return datetime.fromisoformat(told) if kind == "time" else date.fromisoformat(told)
    return [_untagged(item) for item in value] if isinstance(value, list) else value


def _restored(content: Any, info: BuildInfo) -> Result:
    """The result of an object. Raises what a file of another form makes it raise."""
    if content["format"] != FORMAT:
        raise ValueError(f"format {content['format']}")
    stated = {name: value for name, value in content["metric"].items() if name in Metric.model_fields}
    for constant in stated.get("constants", {}).values():
        if isinstance(constant, dict):
            raise ValueError("a constant that is no value")
    metric = Metric.model_validate_json(json.dumps(stated))
    columns = list(zip(*content["rows"], strict=True)) or [()] * len(metric.columns)
    arrays = [
        pa.array([_cell(value, declared.type) for value in values], ARROW_TYPES[declared.type])
        for values, declared in zip(columns, metric.columns.values(), strict=True)
    ]
    table = pa.table(dict(zip(metric.columns, arrays, strict=True)))
    values = {name: declared.parse(content["parameters"][name]) for name, declared in metric.parameters.items()}
    told, unplaced = content["finding"], content["unknown_task"]
    finding = None
    if told:
        finding = Finding(
            case=told["case"],
            values={name: _untagged(value) for name, value in told["values"].items()},
            as_of=_untagged(told["as_of"]),
            confidence=told["confidence"],
            confidence_reason=told["confidence_reason"],
            names=told["names"],
        )
    return Result(
        metric,
        table,
        values,
        finding,
        info,
        bool(content["truncated"]),
        [Credit.model_validate_json(json.dumps(credit)) for credit in content["credits"]],
        UnknownTask(**{name: _untagged(value) for name, value in unplaced.items()}) if unplaced else None,
    )


def _cell(value: Any, kind: str) -> Any:
    if value is None or kind not in ("date", "timestamp"):
        return value
    return date.fromisoformat(value) if kind == "date" else datetime.fromisoformat(value)


def _read_entry(path: Path) -> _Entry | None:
    content = _bytes_of(path, _SMALL)
    try:
        return _Entry.model_validate_json(content) if content else None
    except (ValidationError, RecursionError):
        return None


def _bytes_of(path: Path, limit: int) -> bytes | None:
    """The content of a file, None where there is none or it is larger than any of ours."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError:
        return None
    return content if len(content) <= limit else None
