"""The European Open Source AI Index: classes of openness per system, each with the link of its evidence.

Seen in its public database (github.com/Language-Technology-Assessment/main-database; readers of 2026 name
codeberg.org/AI-Technology-Assessment/main-database as its home): one YAML file a system with ``system.name``,
``org.name`` and a block ``{class, link, notes}`` per dimension, where class is open, partial, closed or empty (not
applicable). CC BY 4.0. The files carry no date of assessment: the day of the archive's newest file, its last commit,
stands for it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ouverture.pipeline.sources.foreign import DRIFT, PATIENCE, NoAnswer, read_yaml, read_zip
from ouverture.pipeline.sources.web import WebSource

if TYPE_CHECKING:
    from ouverture.registry import Registry

# Dimension in the files: component in the warehouse. The twelve that the reference panel has: access by API or package
# is no openness of the model.
DIMENSIONS = {
    "datasources_basemodel": "data_base",
    "datasources_endmodel": "data_end",
    "weights_basemodel": "weights_base",
    "weights_endmodel": "weights_end",
    "trainingcode": "training_code",
    "code": "code_documentation",
    "architecture": "architecture",
    "preprint": "preprint",
    "paper": "paper",
    "modelcard": "model_card",
    "datasheet": "datasheet",
    "licenses": "licenses",
}
CLASSES = ("open", "partial", "closed")
UNDERSTOOD = 0.8  # of the YAML files, at least: else the form has changed


class OsaiIndex(WebSource):
    """The index's database, one archive."""

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The archive of the newest state."""
        return {"database": "/AI-Technology-Assessment/main-database/archive/main.zip"}

    def count(self, unit: str, body: bytes) -> int:
        """Systems."""
        return len(_systems(body)[1])

    def keep(self, unit: str, body: bytes) -> bytes:
        """The archive's YAML files as one JSON object: DuckDB reads neither."""
        as_of, systems = _systems(body)
        return json.dumps({"as_of": as_of, "systems": systems}, ensure_ascii=False).encode()


def _systems(body: bytes) -> tuple[str, list[dict[str, Any]]]:
    files = read_zip(body, (".yaml", ".yml"))
    if not files:
        raise NoAnswer(f"{DRIFT}: no YAML file in the archive")
    until = time.monotonic() + PATIENCE
    found = []
    for _, text in files:
        if time.monotonic() > until:
            raise NoAnswer(f"answered an archive that takes more than {PATIENCE:g} seconds to read")
        found.append(_system(text))
    systems = [system for system in found if system is not None]
    if len(systems) < UNDERSTOOD * len(files):
        raise NoAnswer(f"{DRIFT}: only {len(systems)} of {len(files)} files are understood")
    year, month, day = max(member.date_time for member, _ in files)[:3]
    return f"{year:04}-{month:02}-{day:02}", systems


def _system(text: bytes) -> dict[str, Any] | None:
    """One system with its cells; None if the file is not understood."""
    try:
        fields = read_yaml(text)
        name = str(fields["system"]["name"]).strip()
        organization = (fields.get("org") or {}).get("name")
        blocks = {component: fields.get(dimension) or {} for dimension, component in DIMENSIONS.items()}
        cells = [
            {"component": component, "value": str(block["class"]).strip().lower(), "link": _link(block.get("link"))}
            for component, block in blocks.items()
            if block.get("class")
        ]
    except (NoAnswer, KeyError, TypeError, AttributeError):
        return None
    cells = [cell for cell in cells if cell["value"] in CLASSES]
    if not name or not cells:
        return None
    return {"system": name, "organization": str(organization).strip() if organization else None, "cells": cells}


def _link(value: object) -> str | None:
    text = str(value or "").strip()
    return text if text.startswith("https://") and " " not in text else None
