"""JSON Schemas of the registry's files, so that editors complete keys and mark slips as one types.

``python -m tests.architecture.json_schemas`` writes them after a change of the records. The loader judges more: facts
that depend on each other, and names that must be known.
"""

from __future__ import annotations

import json
import tomllib
from typing import Any

from ouverture.places import REGISTRY
from ouverture.registry import records

FOLDER = REGISTRY / "schema"
_RECORDS = {  # where the table is not called like its record
    "dataset_rename": "Rename",
    "evidence": "FamilyEvidence",
    "score": "TransparencyScore",
    "source": "DataSource",
}


def json_schemas() -> dict[str, str]:
    """The schema of each file as JSON text, by the file's stem: one table of records by key, or a list of them."""
    found = {}
    for path in sorted(REGISTRY.glob("*.toml")):
        ((table, entries),) = tomllib.loads(path.read_text(encoding="utf-8")).items()
        record = getattr(records, _RECORDS.get(table, table.title()))
        schema: dict[str, Any] = record.model_json_schema(ref_template="#/$defs/{model}")
        shared = schema.pop("$defs", {})
        keyed = isinstance(entries, dict)
        several = {"type": "object", "additionalProperties": schema} if keyed else {"type": "array", "items": schema}
        whole = {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "type": "object",
            "properties": {table: several},
            "additionalProperties": False,
            "$defs": shared,
        }
        found[path.stem] = json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
    return found


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for stem, text in json_schemas().items():
        (FOLDER / f"{stem}.json").write_text(text, encoding="utf-8")
