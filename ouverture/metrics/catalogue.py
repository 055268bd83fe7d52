"""The catalogue: every metric file read, checked and ready to run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ouverture.formatting import plain, typographic
from ouverture.metrics.by_name import ByName
from ouverture.metrics.common import COMMON, LISTED, Common, Definitions, versions, written_out
from ouverture.metrics.metric import NAME, SPEC_CURVE, Metric
from ouverture.metrics.strict import LOCALES
from ouverture.registry.faults import Fault, Finding, RegistryError, Source, did_you_mean, read_toml, validation_faults
from ouverture.registry.positions import TomlPath
from ouverture.registry.sources import SOURCES
from ouverture.vocabulary import WORDS

__all__ = ["COMMON", "METRICS", "Catalogue", "CatalogueError", "Metric", "load_catalogue", "own_catalogue"]

METRICS = Path(__file__).resolve().parent

_CONSTANT = re.compile(r"\{([^{}]*)\}")


class Catalogue(ByName[Metric]):
    """Metrics by name, in the order of topic and name."""

    def topics(self) -> dict[str, list[Metric]]:
        """Metrics by topic."""
        found: dict[str, list[Metric]] = {}
        for metric in self._metrics.values():
            found.setdefault(metric.topic, []).append(metric)
        return found


class CatalogueError(RegistryError):
    """Metric files that cannot be used."""


def load_common(path: Path = COMMON) -> Definitions:
    """The definitions of ``path`` as they stand there. Raises CatalogueError."""
    faults: list[Fault] = []
    source, _, common = read_toml(path, faults)
    if common is None:
        raise CatalogueError(faults)
    for parameter in common["parameter"].values():
        parameter["changelog"] = versions(parameter.get("changelog", []))
    if "source" in common["parameter"]:
        whole = (name for name, source in SOURCES.items() if source.listing == "organisations")
        common["parameter"]["source"].setdefault("allowed", ["auto", *whole])
    try:
        Common.model_validate(common)
    except ValidationError as error:
        raise CatalogueError(validation_faults(source, (), Common, error)) from None
    return common


def load_catalogue(folder: Path = METRICS, common: Path = COMMON) -> Catalogue:
    """The metrics of ``folder/<topic>/<name>.toml``. Raises CatalogueError with every fault of every file."""
    shared = load_common(common)
    metrics: dict[str, Metric] = {}
    files: dict[str, Source] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*/*.sql")):
        if not (stated := path.with_name(f"{path.name.partition('.')[0]}.toml")).exists():
            faults.append(Source(path, "").fault((), f"there is no {stated.name} beside it"))
    for path in sorted(folder.glob("*/*.toml")):
        source, _, keys = read_toml(path, faults)
        metric = _read(source, keys, shared, faults) if keys is not None else None
        if metric is None:
            continue
        if metric.name in metrics:
            faults.append(source.fault((), f"the name {metric.name!r} is taken by {metrics[metric.name].file}"))
        metrics[metric.name], files[metric.name] = metric, source
    for metric in metrics.values():
        faults += [files[name].fault(path, what) for name, path, what in _curve_faults(metric, metrics)]
    if faults:
        raise CatalogueError(faults)
    return Catalogue(metrics)


@cache
def own_catalogue() -> Catalogue:
    """The metrics that come with Ouverture, read once a process. Raises CatalogueError."""
    return load_catalogue()


def _curve_faults(metric: Metric, metrics: Mapping[str, Metric]) -> Iterator[tuple[str, TomlPath, str]]:
    """Why ``spec_curve`` cannot show the metric's headline under other definitions: of which metric, where, what."""
    if metric.spec_curve is None:
        return
    curve = metrics.get(metric.spec_curve)
    if curve is None:
        hint = did_you_mean(metric.spec_curve, metrics)
        yield metric.name, ("spec_curve",), f"spec_curve names no metric: {metric.spec_curve!r}{hint}"
        return
    taken = f"{metric.file} takes it as its spec curve"
    for name, kind in SPEC_CURVE.items():
        if name not in curve.columns or curve.columns[name].type != kind:
            yield curve.name, ("columns",), f"[column.{name}] of type {kind} is missing; {taken}"
    for value in ("holds_in", "definitions"):
        if value not in (curve.finding_sql or ""):
            yield curve.name, ("finding",), f"its finding does not give {value!r}; {taken}"


def _read(source: Source, stated: dict[str, Any], shared: Definitions, faults: list[Fault]) -> Metric | None:
    """The metric of one file and its queries beside it, or what is wrong with it."""
    path = source.path
    beside = (path.with_suffix(suffix) for suffix in (".sql", ".finding.sql"))
    query, finding = (file.read_text(encoding="utf-8") if file.exists() else "" for file in beside)
    ours: dict[str, str | None] = {"name": path.stem, "topic": path.parent.name, "file": source.label}
    ours |= {"sql": query.strip() or None, "finding_sql": finding.strip() or None}
    found: list[Finding] = [((key,), f"unknown key {key!r}") for key in ours if key in stated]
    if not NAME.fullmatch(path.stem):
        found.append(((), "the file name must be lower case with underscores"))
    if not ours["sql"]:
        found.append(((), f"there is no {path.stem}.sql beside it"))
    whole = written_out(stated, "\n".join((source.text, query, finding)), shared, found)
    if not found:
        whole = _texts_filled(whole, whole["constants"], (), found)
        try:
            metric = Metric.model_validate({**whole, **ours})
        except ValidationError as error:
            faults += validation_faults(source, (), Metric, error, LISTED)
        else:
            if not found:
                return metric
    faults += [source.fault(at, what) for at, what in found]
    return None


def _texts_filled(node: Any, constants: Mapping[str, Any], path: tuple[str, ...], faults: list[Finding]) -> Any:
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
            stated = (LISTED.get(path[0], path[0]), *path[1:])
            faults.append((stated, f"{match[0]} is no constant{did_you_mean(match[1], constants)}"))
            return match[0]
        return plain(constants[match[1]], locale)

    return typographic(_CONSTANT.sub(constant, node), locale)
