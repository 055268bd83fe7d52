"""Labs side by side, in words: what is known of each, how far apart they are, and the day and source of every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from ouverture.dashboard import markup, session, theme
from ouverture.dashboard.card import fetch
from ouverture.dashboard.markup import link, number, safe, to
from ouverture.dashboard.memo import memo
from ouverture.dashboard.screens import against
from ouverture.dashboard.session import t
from ouverture.formatting import formatted
from ouverture.metrics.result import Result
from ouverture.registry.sources import SOURCES

NEAR = 1.1  # times; less is level
TRUST = {name: place for place, name in enumerate(SOURCES)}  # of two sources of one day the first counts
MONTHS = 12

Ask = Callable[..., Result | None]


@dataclass
class Line:
    """One measure: each lab's value with how it is written, what compares two of them, and where it was read."""

    key: str
    metric: str
    kind: str
    compared: Callable[[str, str, float, float], str]
    values: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    read: set[tuple[str, date]] = field(default_factory=set)
    bars: bool = False


def table(labs: Sequence[str], ask: Ask = fetch) -> str | None:
    """The table of these labs as markup; None without a build to ask."""
    listed = ask("lab_table")
    if listed is None:
        return None
    reached, released = (ask(name, labs=list(labs)) for name in ("lab_reach", "lab_releases"))
    return _table(tuple(labs), listed, reached, _open_models(ask), released)


@memo
def _table(
    labs: tuple[str, ...], listed: Result, reached: Result | None, best: Result | None, released: Result | None
) -> str:
    found = (*_listed(listed, labs), _reach(reached, labs), *_best(best, labs), _released(released, labs))
    lines = [line for line in found if line and line.values]
    if not lines:
        return ""
    known = session.registry().labs
    colours = {lab: theme.lab_colours(session.registry(), lab) for lab in labs}
    style = "".join(
        f"--lab-{place}:light-dark({light},{dark});" for place, (light, dark) in enumerate(colours.values())
    )
    heads = "".join(
        f'<span><i class="dot" style="background:var(--lab-{place})"></i>'
        f"{link(to('labs', lab=lab), safe(known[lab].short_name))}</span>"
        for place, lab in enumerate(labs)
    )
    pair = len(labs) == 2
    difference = f"<span>{safe(t('labs.difference'))}</span>" if pair else ""
    columns = f"minmax(0,1.3fr) repeat({len(labs)},minmax(0,1fr)) {'minmax(0,1.1fr)' if pair else ''} minmax(0,1fr)"
    body = "".join(_row(line, labs) for line in lines)
    return (
        f'<div class="heads-up" style="{style}--columns:{columns}">'
        f'<div class="row heads"><span></span>{heads}{difference}'
        f"<span>{safe(t('labs.as_of'))}</span></div>{body}</div>"
    )


def _row(line: Line, labs: Sequence[str]) -> str:
    most = max(line.values.values()) or 1
    cells = ""
    for place, lab in enumerate(labs):
        name = safe(session.registry().labs[lab].short_name)
        value = line.values.get(lab)
        if value is None:
            cells += f'<span data-name="{name}"><small>{safe(t("labs.not_read"))}</small></span>'
            continue
        note = f" <small>{safe(line.notes[lab])}</small>" if lab in line.notes else ""
        drawn = markup.bar(value / most, f"lab-{place}") if line.bars else ""
        cells += f'<span data-name="{name}"><b class="figure">{number(value, line.kind)}</b>{note}{drawn}</span>'
    if len(labs) == 2:
        both = [line.values.get(lab) for lab in labs]
        names = [session.registry().labs[lab].short_name for lab in labs]
        said = line.compared(*names, *both) if None not in both else ""  # type: ignore[arg-type]
        cells += f"<span>{safe(said)}</span>"
    title = link(to("card", metric=line.metric), safe(t(f"labs.row_{line.key}")))
    read = "; ".join(
        f"{_source(source)}, {formatted(day, 'date', session.language())}" for source, day in sorted(line.read)
    )
    return f'<div class="row"><span>{title}</span>{cells}<small>{safe(read)}</small></div>'


def _listed(result: Result, labs: Sequence[str]) -> list[Line]:
    lines = [
        Line("downloads", "lab_table", "compact", _times, bars=True),
        Line("share", "lab_table", "percent", _points),
        Line("open", "lab_table", "percent", _points, bars=True),
        Line("change", "lab_table", "signed_percent", _points),
    ]
    columns = ("downloads_30d", "share", "open_share", "change_since")
    for row in _of(result, labs):
        for line, column in zip(lines, columns, strict=True):
            if row[column] is not None:
                line.values[row["lab_id"]] = row[column]
                line.read.add((row["source"], row["snapshot_date"]))
        lines[1].notes[row["lab_id"]] = t("labs.rank_of", rank=row["rank"], labs=result.table.num_rows)
        if row["since"]:
            lines[3].notes[row["lab_id"]] = t(
                "labs.since_short", date=formatted(row["since"], "month", session.language())
            )
    return lines


def _reach(result: Result | None, labs: Sequence[str]) -> Line | None:
    """The part of the downloads of a lab's families that others' copies and derivatives carry."""
    if result is None:
        return None
    newest: dict[str, Mapping[str, Any]] = {}
    for row in sorted(_of(result, labs), key=lambda row: (row["snapshot_date"], -TRUST.get(row["source"], len(TRUST)))):
        if row["through"] is not None:
            newest[row["lab_id"]] = row
    line = Line("reach", "lab_reach", "percent", _points)
    line.values = {lab: row["through"] for lab, row in newest.items()}
    line.read = {(row["source"], row["snapshot_date"]) for row in newest.values()}
    return line


def _open_models(ask: Ask = fetch) -> Result | None:
    """Open models on the board with most of them."""
    return ask("find_model", memory=None, country_eu=False, commercial=False)


def _best(result: Result | None, labs: Sequence[str]) -> list[Line]:
    """The best open model of each lab on the board with most open models, and its price."""
    if result is None:
        return []
    names = {session.registry().labs[lab].name: lab for lab in labs}
    rows = sorted(result.table.to_pylist(), key=lambda row: -row["open_score"])
    kind = against.kind_of(rows[0]["step"]) if rows else "integer"
    compared = _wins if rows and rows[0]["testing"] == "votes" else partial(_score_points, kind)
    score, price = Line("score", "find_model", kind, compared), Line("price", "find_model", "decimal", _cheaper)
    for row in rows:
        lab = names.get(row["open_lab"])
        if lab is None or lab in score.values:
            continue
        score.values[lab], score.notes[lab] = row["open_score"], row["open_model"]
        score.read.add((row["source"].split("+")[0], row["as_of"]))
        if row["open_price_usd"] is not None:
            price.values[lab] = row["open_price_usd"]
            price.read.add((row["source"].split("+")[1], row["priced_on"]))
    return [score, price]


def best_of(lab: str) -> tuple[str, str, str] | None:
    """Score and name of a lab's best open model, and the day of the board."""
    for line in _best(_open_models(), [lab])[:1]:
        if lab in line.values:
            ((_, day),) = line.read
            language = session.language()
            return formatted(line.values[lab], line.kind, language), line.notes[lab], formatted(day, "date", language)
    return None


def _released(result: Result | None, labs: Sequence[str]) -> Line | None:
    if result is None:
        return None
    line = Line("released", "lab_releases", "integer", _times)
    for row in _of(result, labs):
        until = row["read_until"]
        back = (until.year - row["month"].year) * 12 + until.month - row["month"].month
        if 0 < back <= MONTHS:  # a month without a known release has no number, the twelve months have: 0
            line.values[row["lab_id"]] = line.values.get(row["lab_id"], 0) + (row["models"] or 0)
            line.read.add((row["source"], until))
    return line


def _of(result: Result, labs: Sequence[str]) -> list[Mapping[str, Any]]:
    return [row for row in result.table.to_pylist() if row["lab_id"] in labs]


def _source(names: str) -> str:
    """The sources of a row, several with a plus, as a reader knows them."""
    return ", ".join(  # boards of archives are named with their repository's owner
        session.t_or_none(f"value.source_{name.rpartition('/')[2]}") or name for name in names.split("+")
    )


def _times(first: str, second: str, one: float, other: float) -> str:
    more, less, name = (one, other, first) if one >= other else (other, one, second)
    if not less:
        return "" if more else t("labs.level")
    if more / less < NEAR:
        return t("labs.level")
    ratio = more / less
    return t(
        "labs.times",
        lab=name,
        times=formatted(
            round(ratio, 1) if ratio < 10 else ratio, "decimal" if ratio < 10 else "integer", session.language()
        ),
    )


def _points(first: str, second: str, one: float, other: float) -> str:
    name, apart = (first, one - other) if one >= other else (second, other - one)
    return (
        t("labs.points_more", lab=name, points=formatted(apart, "signed_points", session.language()))
        if apart >= 0.01
        else t("labs.level")
    )


def _wins(first: str, second: str, one: float, other: float) -> str:
    name, apart = (first, one - other) if one >= other else (second, other - one)
    spread = session.reader().catalogue["find_model"].constants["elo_spread"]
    return t("labs.wins", lab=name, wins=round(100 / (1 + 10 ** (-apart / spread)))) if apart >= 1 else t("labs.level")


def _score_points(kind: str, first: str, second: str, one: float, other: float) -> str:
    """On a board that is not of votes: how far apart, in its own points."""
    name, apart = (first, one - other) if one >= other else (second, other - one)
    points = formatted(apart, kind, session.language())
    return t("labs.score_more", lab=name, points=points) if points.strip("0.,") else t("labs.level")


def _cheaper(first: str, second: str, one: float, other: float) -> str:
    name, times = (first, other / one) if one <= other else (second, one / other)
    return (
        t("labs.cheaper", lab=name, times=formatted(round(times, 1), "decimal", session.language()))
        if times >= NEAR
        else t("labs.level")
    )


def _ages(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """From which age to which the models of each lab were read, in days."""
    ages: dict[str, list[int]] = {}
    for row in rows:
        ages.setdefault(row["lab_id"], []).append(row["age_days"])
    return {lab: (min(each), max(each)) for lab, each in ages.items()}


def share_ages(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the models of two labs were read at the same ages, so that curves by age compare anything."""
    spans = sorted(_ages(rows).values())
    return any(end >= start for (_, end), (start, _) in pairwise(spans))


def not_drawn(rows: Sequence[Mapping[str, Any]]) -> None:
    """Why curves by age are not drawn, and what compares these labs instead."""
    ages, labs = _ages(rows), session.registry().labs
    said = " ".join(
        t("labs.read_at" if first == last else "labs.read_from", lab=labs[lab].short_name, first=first, last=last)
        for lab, (first, last) in ages.items()
    )
    ways = " · ".join(
        link(to("labs", labs=list(ages), **query), safe(t(f"labs.instead_{key}")))
        for key, query in (("calendar", {}), ("index", {"measure": "index"}))
    )
    reach = link(to("card", metric="lab_reach", labs=list(ages)), safe(t("labs.instead_reach")))
    markup.show(
        f'<div class="undrawn"><h2>{safe(t("labs.no_age"))}</h2><p>{safe(said)} {safe(t("labs.no_age_why"))}</p>'
        f"<p>{safe(t('labs.instead'))} {ways} · {reach}</p></div>"
    )
