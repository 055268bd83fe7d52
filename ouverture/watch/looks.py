"""What a rule sees now, and what is new beside what it saw last. What it sees is plain, so that a file can hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
import pyarrow.compute as pc

from ouverture.dashboard.address import card_address
from ouverture.digest.gathering import Part
from ouverture.digest.lines import lines_of
from ouverture.digest.words import words as digest_words
from ouverture.formatting import formatted
from ouverture.metrics.reader import Reader
from ouverture.metrics.result import Result
from ouverture.metrics.words import words_of
from ouverture.outcome import UsageOrRegistry
from ouverture.registry import shared_registry
from ouverture.status import health_of
from ouverture.watch.rules import Late, Moves, Overtakes, Rule, Terms, Verdict

Seen = dict[str, Any]


@dataclass(frozen=True)
class Alert:
    """One thing to tell. ``id`` is the same whenever the same thing is seen again."""

    id: str
    title: str
    said: str
    address: str
    day: str


@dataclass(frozen=True)
class Eyes:
    """What a look needs: the published build, the language and the server's address of links, the time."""

    reader: Reader
    language: str
    base: str
    now: datetime

    def say(self, key: str, **values: str) -> str:
        return words(self.language)[key].format(**values)


def words(language: str) -> Mapping[str, str]:
    """The words of alerts in one language."""
    return words_of(Path(__file__).with_name("words.toml"), language)


def look(rule: Rule, eyes: Eyes, before: Seen | None) -> tuple[Seen, list[Alert]]:
    """What is seen now, and what of it is new since ``before``: nothing is, at the first look.

    Raises MetricError, and UsageOrRegistry for a rule that does not fit the metric it names.
    """
    match rule:
        case Overtakes():
            return _overtakes(rule, eyes, before)
        case Terms():
            return _terms(rule, eyes, before)
        case Moves():
            return _moves(rule, eyes, before)
        case Late():
            return _late(rule, eyes, before)
        case Verdict():
            return _verdict(rule, eyes, before)


def _overtakes(rule: Overtakes, eyes: Eyes, before: Seen | None) -> tuple[Seen, list[Alert]]:
    labs = shared_registry().labs
    if rule.lab is not None and rule.lab not in labs:
        raise UsageOrRegistry(f"when = 'overtakes': there is no lab {rule.lab!r} in the registry")
    rows = [
        row for row in eyes.reader.run("lab_table", {"basis": "adjusted"}).table.to_pylist() if row["rank"] is not None
    ]
    order = [row["lab_id"] for row in sorted(rows, key=lambda row: row["rank"])]
    counts = {row["lab_id"]: row for row in rows}
    alerts = []
    for lab, other in _passed((before or {}).get("order", []), order):
        watched = rule.lab in (lab, other) if rule.lab else order.index(lab) < rule.among
        if watched and counts[lab]["downloads_30d"] > counts[other]["downloads_30d"]:
            day = counts[lab]["snapshot_date"]
            ours, theirs = (formatted(counts[key]["downloads_30d"], "compact", eyes.language) for key in (lab, other))
            told = eyes.say("overtakes_told", ours=ours, theirs=theirs, day=formatted(day, "date", eyes.language))
            title = eyes.say("overtakes", lab=labs[lab].name, other=labs[other].name)
            address = card_address(eyes.base, "lab_table", {"basis": "adjusted"})
            alerts.append(Alert(f"overtakes:{lab}:{other}:{day}", title, told, address, str(day)))
    return {"order": order}, alerts


def _passed(before: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of which the first stood behind the second and stands before it now."""
    for place, lab in enumerate(now):
        for other in now[place + 1 :]:
            if lab in before and other in before and before.index(lab) > before.index(other):
                yield lab, other


def _terms(rule: Terms, eyes: Eyes, before: Seen | None) -> tuple[Seen, list[Alert]]:
    since = date.fromisoformat(before["day"]) if before and before["day"] else None
    asked: dict[str, object] = {"tasks": "all"} | ({"since": since} if since else {})
    result = eyes.reader.run("changes_terms", asked)
    newest = result.finding.as_of if result.finding else None
    day = str(max(filter(None, (newest, since)), default="")) or None
    seen: Seen = {"day": day}
    table = result.table
    for column, wanted in (("lab_id", rule.lab), ("model_id", rule.model)):
        if wanted is not None:
            table = table.filter(pc.equal(table.column(column), wanted))
    if since is None or day is None or not table.num_rows:
        return seen, []
    named = list(dict.fromkeys(table.column("model_id").to_pylist()))
    title = eyes.say("terms", models=", ".join(named[:3]) + (" …" if len(named) > 3 else ""))
    part = Part(replace(result, table=table), asked)
    said = "\n".join(line.told(eyes.language) for line in lines_of(part, eyes.language))
    address = part.address(eyes.base, eyes.language)
    return seen, [Alert(f"terms:{day}:{rule.lab}:{rule.model}", title, said, address, day)]


def _moves(rule: Moves, eyes: Eyes, before: Seen | None) -> tuple[Seen, list[Alert]]:
    result = eyes.reader.run(rule.metric, rule.parameters)
    value, day = _newest(rule, result)
    if value is None:  # nothing is measured now: what was told last goes on being what was told last
        return before or {"value": None}, []
    told = (before or {}).get("value")
    if told is None:
        return {"value": value}, []
    if abs(value - told) < rule.by:
        return {"value": told}, []
    spec = "percent" if result.metric.columns[rule.column].unit == "share" else "decimal"
    ends = [formatted(end, spec, eyes.language) for end in (told, value)]
    title = eyes.say("moves", title=result.metric.title.in_(eyes.language), before=ends[0], after=ends[1])
    said = ". ".join(filter(None, (result.headline(eyes.language), result.note(eyes.language))))
    address = card_address(eyes.base, rule.metric, result.metric.changed_from_default(result.parameters))
    return {"value": value}, [Alert(f"moves:{rule.metric}:{rule.column}:{day}:{value}", title, said, address, day)]


def _newest(rule: Moves, result: Result) -> tuple[float | None, str]:
    """The figure of the newest row that ``where`` leaves, and its day. Raises UsageOrRegistry where that is unclear."""
    columns, table, x = result.metric.columns, result.table, result.metric.chart.x
    for name in (rule.column, *rule.where):
        if name not in columns:
            raise UsageOrRegistry(f"when = 'moves': {rule.metric} has no column {name!r}: {', '.join(columns)}")
    if columns[rule.column].type not in ("integer", "number"):
        raise UsageOrRegistry(f"when = 'moves': {rule.metric}'s column {rule.column!r} holds no numbers")
    for name, wanted in rule.where.items():
        table = table.filter(pc.equal(table.column(name).cast(pa.string()), wanted))
    table = table.filter(pc.is_valid(table.column(rule.column)))
    if x and pa.types.is_date(table.schema.field(x).type) and table.num_rows:
        table = table.filter(pc.equal(table.column(x), pc.max(table.column(x))))
    if table.num_rows > 1:
        raise UsageOrRegistry(
            f"when = 'moves': {table.num_rows} rows of {rule.metric} are the newest; choose one by 'where', "
            f"such as where = {{{_distinct(table)}}}"
        )
    if not table.num_rows:
        return None, ""
    as_of = result.finding.as_of if result.finding else result.build.built_at.date()
    return float(table.column(rule.column)[0].as_py()), str(as_of)


def _distinct(table: pa.Table) -> str:
    """The first text column that tells the rows apart, with its first value."""
    for name in table.column_names:
        column = table.column(name)
        if pa.types.is_string(column.type) and len(pc.unique(column)) == table.num_rows:
            return f'{name} = "{column[0].as_py()}"'
    return f'{table.column_names[0]} = "…"'


def _late(rule: Late, eyes: Eyes, before: Seen | None) -> tuple[Seen, list[Alert]]:
    alarms = {
        f"{reason.code}:{reason.source or ''}": reason
        for reason in health_of(eyes.reader.warehouse, eyes.now).alarms
        if rule.source in (None, reason.source)
    }
    known = (before or {}).get("alarms", [])
    day = eyes.now.date().isoformat()
    alerts = [
        Alert(f"late:{key}:{day}", eyes.say("late", what=said), said, f"{eyes.base}/data", day)
        for key, reason in alarms.items()
        if before is not None and key not in known
        for said in [reason.sentence(eyes.language)]
    ]
    return {"alarms": sorted(alarms)}, alerts


def _verdict(rule: Verdict, eyes: Eyes, before: Seen | None) -> tuple[Seen, list[Alert]]:
    result = eyes.reader.run("claims")
    told = {row["claim_id"]: row for row in result.table.to_pylist() if rule.claim in (None, row["claim_id"])}
    if not told and rule.claim is not None:
        raise UsageOrRegistry(f"when = 'verdict': there is no claim {rule.claim!r}")
    names = digest_words(eyes.language)
    alerts = []
    for claim_id, row in told.items():
        turned = (before or {}).get("verdicts", {}).get(claim_id, row["verdict"])
        if turned == row["verdict"]:
            continue
        day = str(row["measured_on"] or result.build.built_at.date())
        claim, found = (
            (row[f"{key}_fr"] if eyes.language == "fr" else None) or row[key] for key in ("claim", "definition")
        )
        title = eyes.say("verdict", claim=claim, before=names[turned], after=names[row["verdict"]])
        address = f"{eyes.base}/claims?{urlencode({'claim': claim_id})}"
        alerts.append(Alert(f"verdict:{claim_id}:{row['verdict']}:{day}", title, found or "", address, day))
    return {"verdicts": {claim_id: row["verdict"] for claim_id, row in told.items()}}, alerts
