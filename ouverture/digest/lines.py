"""The rows of a part as lines that page, mail and feeds print alike: values in, words out, nothing escaped yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ouverture.digest.gathering import News
from ouverture.digest.words import words
from ouverture.formatting import formatted

FIRST, BOARD_FIRST, MOVERS, LONGEST = 10, 8, 5, 12
FORMS = {"share": "percent", "downloads": "compact", "models": "integer", "installs": "compact", "rank": "integer"}
SMALL_MOVE = 3  # points of a board within the uncertainty of its votes

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of a part. ``width`` and ``mark`` are parts of the longest bar, now and before."""

    name: str
    beside: str = ""
    place: str = ""
    moved: str = ""
    tone: str = ""  # up, down, new, or nothing
    before: str = ""
    after: str = ""
    change: str = ""
    small: bool = False
    why: str = ""
    width: float | None = None
    mark: float | None = None
    side: str = ""
    heading: str = ""
    struck: bool = False
    metric: str = ""  # its own proof, where that is another chart

    def told(self, locale: str) -> str:
        """The line as plain text, after its heading where it opens a group."""
        values = f"{self.before} → {self.after}" if self.before else self.after
        beside, why = (f"({said})" if said else "" for said in (self.beside, self.why))
        facts = [self.name, beside, values, self.change, why]
        moved = f"[{self.moved}]" if self.moved else ""
        said = " ".join(filter(None, [f"{self.place}." if self.place else "", moved, *facts]))
        return f"{self.heading}{colon(locale)}{said}" if self.heading else said


def colon(locale: str) -> str:
    """A colon as the language sets it, and the space after it."""
    return words(locale)["colon"]


def lines_of(part: News, locale: str) -> list[Line]:
    """The lines of a part in one language; a part without news has none."""
    return list(_LINES[part.name](part.rows, locale))


def _moved(row: Row, told: Mapping[str, str]) -> tuple[str, str]:
    if row["state"] == "entered":
        return told["new"], "new"
    if row["state"] == "left":
        return told["left"], "down"
    step = row["place_before"] - row["place"]
    if step == 0:
        return told["same_place"], ""
    return f"{'▲' if step > 0 else '▼'} {abs(step)}", "up" if step > 0 else "down"


def _routed(rows: Sequence[Row], locale: str) -> Iterable[Line]:
    told = words(locale)
    shown = [row for row in rows if row["place"] and row["place"] <= FIRST]
    longest = max((max(row["share"], row["share_before"] or 0) for row in shown), default=1)
    for row in shown:
        moved, tone = _moved(row, told)
        yield Line(
            row["model"],
            row["lab"] or "",
            str(row["place"]),
            moved,
            tone,
            after=formatted(row["share"], "percent", locale),
            change=told["not_listed"] if row["change"] is None else formatted(row["change"], "signed_points", locale),
            width=row["share"] / longest,
            mark=None if row["share_before"] is None else row["share_before"] / longest,
            side=row["side"],
        )


def _board(rows: Sequence[Row], locale: str) -> Iterable[Line]:
    told = words(locale)
    listed = [row for row in rows if row["place"]]
    shown = listed[:BOARD_FIRST]
    best = next((row for row in listed if row["side"] == "open"), None)
    for row in shown + ([best] if best and best not in shown else []):
        moved, tone = _moved(row, told)
        yield Line(
            row["model"],
            row["organization"] or "",
            str(row["place"]),
            moved,
            tone,
            after=formatted(row["score"], "integer", locale),
            change="" if row["change"] is None else _signed(row["change"], locale),
            small=row["change"] is None or abs(row["change"]) < SMALL_MOVE,
            side=row["side"],
            heading=told["best_open"] if row is best and row not in shown else "",
        )


def _hub(rows: Sequence[Row], locale: str) -> Iterable[Line]:
    told = words(locale)
    plain = [row for row in rows if row["flags"] is None]
    longest = max((abs(row["change"]) for row in plain if row["change"]), default=1)
    for state, heading in (("up", "gained"), ("down", "lost"), ("entered", "entered")):
        for number, row in enumerate([row for row in plain if row["state"] == state][:MOVERS]):
            counts = {end: row[f"downloads_{end}"] for end in ("before", "after")}
            yield Line(
                row["model_id"],
                tone=state if state != "entered" else "new",
                before="" if state == "entered" else formatted(counts["before"], "compact", locale),
                after=formatted(counts["after"], "compact", locale),
                width=abs(row["change"]) / longest if row["change"] else None,
                heading=told[heading] if number == 0 else "",
            )


def _terms(rows: Sequence[Row], locale: str) -> Iterable[Line]:
    told = words(locale)
    for row in rows[:LONGEST]:
        values = {end: _term(row["field"], row[f"{end}_value"], locale) for end in ("old", "new")}
        bare = row["field"] in ("gone", "hub_id")
        yield Line(
            row["model_id"],
            told.get(row["field"], row["field"]),
            before="" if bare else values["old"],
            after="" if bare else values["new"],
            change=formatted(row["changed_on"], "date", locale),
        )


def _term(field: str, value: str | None, locale: str) -> str:
    if field == "tier":
        return formatted(int(value) if value else None, "tier", locale)
    if field == "gated":
        return words(locale).get(f"gated_{value}", value or words(locale)["unknown"])
    return value or words(locale)["unknown"]


def _prices(rows: Sequence[Row], locale: str) -> Iterable[Line]:
    for row in rows[:LONGEST]:
        yield Line(
            row["model"],
            words(locale)[row["side"]],
            tone="up" if row["change"] < 0 else "down",  # cheaper is the good news
            before=formatted(row["usd_before"], "decimal", locale),
            after=formatted(row["usd"], "decimal", locale),
            change=formatted(row["change"], "signed_percent", locale),
            side=row["side"],
        )


def _corrections(rows: Sequence[Row], locale: str) -> Iterable[Line]:
    told, kinds = words(locale), set()
    for row in rows[: 2 * LONGEST]:
        kind = "verdicts" if row["claim_id"] else "figures"
        ends = {end: _corrected(row, end, locale) for end in ("before", "after")}
        french = locale == "fr"
        yield Line(
            row["what_fr"] if french else row["what"],
            before=ends["before"],
            after=ends["after"],
            tone=row["verdict_after"] or "",
            why=row["why_fr"] if french else row["why"],
            heading="" if kind in kinds else told[kind],
            struck=True,
            metric=row["metric"],
        )
        kinds.add(kind)


def _turned(rows: Sequence[Row], locale: str) -> Iterable[Line]:
    told = words(locale)
    for row in rows:
        claim, found = ((row[f"{name}_fr"] if locale == "fr" else None) or row[name] for name in ("claim", "found"))
        yield Line(
            claim,
            before=told[row["verdict_before"]],
            after=told[row["verdict_after"]],
            tone=row["verdict_after"],
            why=found or "",
            struck=True,
            metric=row["metric"] or "",
        )


def _restated(rows: Sequence[Row], locale: str) -> Iterable[Line]:
    told = words(locale)
    for row in rows:
        form = FORMS.get(row["unit"] or "", "decimal")
        before, after = (formatted(row[end], form, locale) for end in ("before", "after"))
        counts = {name: formatted(row[name], "integer", locale) for name in ("changed", "of")}
        yield Line(
            row["title_fr"] if locale == "fr" else row["title"],
            _whose(row, locale),
            before=before,
            after=after,
            why=told["of_rows"].format(**counts),
            struck=True,
            metric=row["metric"],
        )


def _whose(row: Row, locale: str) -> str:
    """Which of the rows it is: lab, degree or side, and day, as far as its key names them."""
    key, told = row["key"], words(locale)
    named = [
        row["lab"],
        formatted(key["tier"], "tier", locale) if "tier" in key else None,
        told.get(key.get("side", "")),
    ]
    days = [formatted(value, "date", locale) for value in key.values() if isinstance(value, date)]
    return ", ".join(filter(None, [*named, *days]))


def _corrected(row: Row, end: str, locale: str) -> str:
    told = words(locale)
    if verdict := row[f"verdict_{end}"]:
        return told[verdict]
    form = FORMS.get(row["unit"], "decimal")
    return told[row["unit"]].format(figure=formatted(row[f"figure_{end}"], form, locale))


def _signed(change: float, locale: str) -> str:
    written = formatted(round(change, 1), "decimal", locale)
    return f"+{written}" if change > 0 else written


_LINES = {
    "changes_routed": _routed,
    "changes_board": _board,
    "changes_hub": _hub,
    "changes_terms": _terms,
    "changes_prices": _prices,
    "corrections": _corrections,
    "turned": _turned,
    "restated": _restated,
}
