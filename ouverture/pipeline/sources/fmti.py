"""The Foundation Model Transparency Index of Stanford CRFM: points of 100 that each edition gives to developers.

Seen in its public repository (github.com/stanford-crfm/fmti, CC BY): one folder an edition, ``October2023``,
``May2024``, ``Dec2025``, each with ``<folder>_scores.csv``: a row an indicator, a column a developer, 1 or 0 in each
cell. The edition of 2023 has the columns ``Domain`` and ``Subdomain`` before and ``Total`` after, and both earlier
ones a row ``Total``. The folders are found in the repository's list of files, so that a new edition is read as well;
GitHub's API gives that list and the files (in base64) from one host, 60 requests an hour without a key.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer, read_csv, read_json
from ouverture.pipeline.sources.web import WebSource

if TYPE_CHECKING:
    from ouverture.pipeline.sources import SourcePlan
    from ouverture.registry import Registry

REPOSITORY = "/repos/stanford-crfm/fmti"
LISTING = "files"
INDICATORS = 100  # of each edition so far: points are points of 100
NOT_DEVELOPERS = frozenset({"Domain", "Subdomain", "Indicator", "Total"})
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SCORES = re.compile(r"(?P<folder>[A-Z][a-z]+\d{4})/(?P=folder)_scores\.csv")


class Fmti(WebSource):
    """The repository's list of files, then one request an edition."""

    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """The list of files of the newest state."""
        return {LISTING: f"{REPOSITORY}/git/trees/main?recursive=1"}

    def follow(self, plan: SourcePlan, body: bytes) -> Mapping[str, str]:
        """The scores of each edition, by its folder."""
        return {match["folder"]: f"{REPOSITORY}/git/blobs/{sha}" for match, sha in _editions(read_json(body))}

    def count(self, unit: str, body: bytes) -> int:
        """Developers scored; none in the list of files."""
        answer = read_json(body)
        if unit == LISTING:
            try:
                editions = _editions(answer)
            except (KeyError, TypeError) as error:
                raise NoAnswer(DRIFT) from error
            if not editions:
                raise NoAnswer(f"{DRIFT}: the repository has no file like Dec2025/Dec2025_scores.csv")
            return 0
        return len(_points(unit, answer))

    def keep(self, unit: str, body: bytes) -> bytes:
        """An edition's points by developer, with the month that its folder names."""
        if unit == LISTING:
            return body
        points = [{"developer": name, "points": n} for name, n in _points(unit, read_json(body)).items()]
        return json.dumps({"folder": unit, "month": _month(unit), "scores": points}, ensure_ascii=False).encode()


def _editions(listing: Any) -> list[tuple[re.Match[str], str]]:
    files = [(_SCORES.fullmatch(str(file["path"])), str(file["sha"])) for file in listing["tree"]]
    return [(match, sha) for match, sha in files if match and _month(match["folder"])]


def _month(folder: str) -> str | None:
    """First day of the month in a name such as May2024 or Dec2025; None if it is none."""
    name = folder[:3]
    return f"{folder[-4:]}-{MONTHS.index(name) + 1:02}-01" if name in MONTHS else None


def _points(folder: str, answer: Any) -> dict[str, int]:
    """Indicators met by developer. Raises ``NoAnswer`` where the table is not the known one or its totals differ."""
    try:
        rows = read_csv(base64.b64decode(answer["content"]), ("Indicator",))
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise NoAnswer(f"{DRIFT}: {folder} is no CSV") from error
    developers = [name for name in (rows[0] if rows else ()) if name and name not in NOT_DEVELOPERS]
    if not developers:
        raise NoAnswer(f"{DRIFT}: {folder} has no column 'Indicator' beside developers")
    indicators = [row for row in rows if row["Indicator"] and row["Indicator"].strip() != "Total"]
    cells = {row.get(name, "") for row in indicators for name in developers}
    if len(indicators) != INDICATORS or not cells <= {"0", "1"}:
        raise NoAnswer(f"{DRIFT}: {folder} has {len(indicators)} indicators, or cells other than 0 and 1")
    points = {name.strip(): sum(int(row[name]) for row in indicators) for name in developers}
    for row in rows:
        if row["Indicator"] and row["Indicator"].strip() == "Total":
            stated = {name.strip(): row.get(name, "").strip() for name in developers}
            if wrong := [name for name, n in points.items() if stated[name] != str(n)]:
                raise NoAnswer(f"{DRIFT}: {folder} states other totals than its rows for {', '.join(wrong)}")
    return points
