"""The catalogue: every metric file read, checked and ready to run."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ouverture.formatting import plain, typographic
from ouverture.metrics.common import COMMON, LISTED, Common, Definitions, versions, written_out
from ouverture.metrics.errors import UnknownMetric, did_you_mean
from ouverture.metrics.metric import NAME, SPEC_CURVE, Chart, Column, Metric
from ouverture.metrics.parameters import Parameter
from ouverture.metrics.strict import LOCALES, Change, StrictModel
from ouverture.places import PACKAGE
from ouverture.registry.positions import line_of
from ouverture.registry.sources import SOURCES
from ouverture.vocabulary import WORDS

__all__ = ["COMMON", "METRICS", "Catalogue", "CatalogueError", "Metric", "load_catalogue", "own_catalogue"]

METRICS = Path(__file__).resolve().parent

FINDING = ".finding.sql"
# of a fault, the key that it speaks of
_KEY = re.compile(r"(?:\[+(?P<section>[\w.]+)\]+ )?(?:unknown key '(?P<unknown>\w+)'|(?P<key>\w+)(?: =|:))?")
_CONSTANT = re.compile(r"\{([^{}]*)\}")


class Catalogue(Mapping[str, Metric]):
    """Metrics by name, in the order of topic and name."""

    def __init__(self, metrics: Mapping[str, Metric]) -> None:
        self._metrics = dict(metrics)

    def __getitem__(self, name: str) -> Metric:
        try:
            return self._metrics[name]
        except KeyError:
            raise UnknownMetric(name, self._metrics) from None

    def __contains__(self, name: object) -> bool:
        return name in self._metrics

    def __iter__(self) -> Iterator[str]:
        return iter(self._metrics)

    def __len__(self) -> int:
        return len(self._metrics)

    def topics(self) -> dict[str, list[Metric]]:
        """Metrics by topic."""
        found: dict[str, list[Metric]] = {}
        for metric in self._metrics.values():
            found.setdefault(metric.topic, []).append(metric)
        return found


class CatalogueError(Exception):
    """Metric files that cannot be used; one line a fault, each with file, line and key."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


def load_common(path: Path = COMMON) -> Definitions:
    """The definitions of ``path`` as they stand there. Raises CatalogueError."""
    file = _file(path, path.parent)
    try:
        common = tomllib.loads(path.read_text(encoding="utf-8"))
        for parameter in common["parameter"].values():
            parameter["changelog"] = versions(parameter.get("changelog", []))
        if "source" in common["parameter"]:
            whole = (name for name, source in SOURCES.items() if source.listing == "organisations")
            common["parameter"]["source"].setdefault("allowed", ["auto", *whole])
        Common.model_validate(common)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError([f"{file}: it is not TOML: {error}"]) from None
    except ValidationError as error:
        raise CatalogueError([_located(fault, file, path) for fault in _validation_faults(error)]) from None
    return common


def load_catalogue(folder: Path = METRICS, common: Path = COMMON) -> Catalogue:
    """The metrics of ``folder/<topic>/<name>.toml``. Raises CatalogueError with every fault of every file."""
    shared = load_common(common)
    metrics: dict[str, Metric] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*/*.sql")):
        if not (stated := path.with_name(f"{path.name.partition('.')[0]}.toml")).exists():
            faults.append(f"{_file(path, folder)}: there is no {stated.name} beside it")
    for path in sorted(folder.glob("*/*.toml")):
        file = _file(path, folder)
        try:
            metric = _read(path, file, shared)
        except CatalogueError as error:
            faults += [_located(fault, file, path) for fault in error.faults]
            continue
        if metric.name in metrics:
            faults.append(f"{file}: the name {metric.name!r} is taken by {metrics[metric.name].file}")
        metrics[metric.name] = metric
    faults += [fault for metric in metrics.values() for fault in _curve_faults(metric, metrics)]
    if faults:
        raise CatalogueError(faults)
    return Catalogue(metrics)


@cache
def own_catalogue() -> Catalogue:
    """The metrics that come with Ouverture, read once a process. Raises CatalogueError."""
    return load_catalogue()


def _file(path: Path, folder: Path) -> str:
    """As one opens it from the top of the checkout; a folder elsewhere counts from its own name."""
    return path.relative_to(PACKAGE.parent if folder == METRICS else folder.parent).as_posix()


def _curve_faults(metric: Metric, metrics: Mapping[str, Metric]) -> Iterator[str]:
    """Why ``spec_curve`` cannot show the metric's headline under other definitions."""
    if metric.spec_curve is None:
        return
    curve = metrics.get(metric.spec_curve)
    if curve is None:
        hint = did_you_mean(metric.spec_curve, metrics)
        yield f"{metric.file}: spec_curve names no metric: {metric.spec_curve!r}{hint}"
        return
    found = {name: column.type for name, column in curve.columns.items()}
    for name, kind in SPEC_CURVE.items():
        if found.get(name) != kind:
            yield f"{curve.file}: [column.{name}] of type {kind} is missing; {metric.file} takes it as its spec curve"
    for value in ("holds_in", "definitions"):
        if value not in (curve.finding_sql or ""):
            yield f"{curve.file}: its finding does not give {value!r}; {metric.file} takes it as its spec curve"


def _located(fault: str, file: str, path: Path) -> str:
    """The fault with file and line of the key that it names; one of a query names its own file."""
    if fault.startswith(file.removesuffix("toml")):
        return fault
    named = _KEY.match(fault)
    keys = (*named["section"].split("."),) if named and named["section"] else ()
    last = named and (named["unknown"] or named["key"])
    return f"{file}:{line_of(path.read_text(encoding='utf-8'), (*keys, last) if last else keys)}: {fault}"


def _read(path: Path, file: str, shared: Definitions) -> Metric:
    """The metric of one file and its queries beside it. Raises CatalogueError whose faults do not yet name the file."""
    if not NAME.fullmatch(path.stem):
        raise CatalogueError(["the file name must be lower case with underscores"])
    try:
        text = path.read_text(encoding="utf-8")
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError([f"it is not TOML: {error}"]) from None
    ours = {"name": path.stem, "topic": path.parent.name, "file": file, "sql": _query(path.with_suffix(".sql"))}
    ours["finding_sql"] = _query(path.with_suffix(FINDING))
    faults = [f"unknown key {key!r}" for key in ours if key in stated]
    if ours["sql"] is None:
        faults.append(f"there is no {path.stem}.sql beside it")
    stated = written_out(stated, "\n".join(filter(None, (text, ours["sql"], ours["finding_sql"]))), shared, faults)
    if faults:
        raise CatalogueError(faults)
    stated = _texts_filled(stated, stated["constants"], (), faults)
    try:
        metric = Metric.model_validate({**stated, **ours})
    except ValidationError as error:
        raise CatalogueError(faults + _validation_faults(error)) from None
    if faults:
        raise CatalogueError(faults)
    return metric


def _query(path: Path) -> str | None:
    return path.read_text(encoding="utf-8").strip() or None if path.exists() else None


def _texts_filled(node: Any, constants: Mapping[str, Any], path: tuple[str, ...], faults: list[str]) -> Any:
    """The metric's keys, {constant} and {word} written into its texts, with French spacing; findings keep braces."""
    if isinstance(node, dict):
        return {key: _texts_filled(value, constants, (*path, key), faults) for key, value in node.items()}
    if isinstance(node, list):
        return [_texts_filled(value, constants, path, faults) for value in node]
    if not isinstance(node, str) or path[-1] not in LOCALES:
        return node
    locale = path[-1]
    if path[0] in ("finding", "note"):
        return typographic(node, locale)

    def constant(match: re.Match[str]) -> str:
        if match[1] not in constants and match[1] in WORDS:
            return WORDS[match[1]][locale]
        if match[1] not in constants:
            faults.append(f"[{'.'.join(path)}] {match[0]} is no constant{did_you_mean(match[1], constants)}")
            return match[0]
        return plain(constants[match[1]], locale)

    return typographic(_CONSTANT.sub(constant, node), locale)


_SECTIONS: dict[str, type[StrictModel]] = {
    "columns": Column,
    "parameters": Parameter,
    "chart": Chart,
    "changelog": Change,
}


def _known_keys(location: list[str]) -> list[str]:
    """Keys allowed beside the last one of ``location``."""
    if len(location) == 1:
        return [*Metric.model_fields, *LISTED.values()]
    if location[-2] in ("label", "meaning") or location[0] not in _SECTIONS:
        return list(LOCALES)
    return list(_SECTIONS[location[0]].model_fields)


def _validation_faults(error: ValidationError) -> list[str]:
    """Pydantic's complaints in our words: the key, what is wrong, the nearest known key or value."""
    faults = []
    for fault in error.errors():
        # A key of a union also carries the branch that pydantic tried.
        location = [
            str(part) for part in fault["loc"] if not str(part).startswith(("literal[", "list[", "constrained-"))
        ]
        *section, key = location or [""]
        section = [LISTED.get(part, part) for part in section]
        where = f"[{'.'.join(section)}] " if section else ""
        if fault["type"] == "extra_forbidden":
            faults.append(f"{where}unknown key {key!r}{did_you_mean(key, _known_keys(location))}")
        elif fault["type"] == "missing":
            faults.append(f"{where}{key!r} is missing")
        elif fault["type"] == "literal_error":
            known = re.findall(r"'([^']*)'", fault["ctx"]["expected"])
            hint = did_you_mean(str(fault["input"]), known) or f"; known: {', '.join(known)}"
            faults.append(f"{where}{key} = {fault['input']!r} is not known{hint}")
        elif fault["type"] == "value_error":
            prefix = f"[{'.'.join((*section, LISTED.get(key, key)))}] " if key else ""
            faults += [prefix + line for line in str(fault["ctx"]["error"]).splitlines()]
        else:
            faults.append(f"{where}{key}: {fault['msg']}")
    return list(dict.fromkeys(faults))
