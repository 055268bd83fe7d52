"""What stands in words around a chart: title, how sure it is, the line under it, and whose data it is.

The card says it, and before it the first HTML of its page: both in the words of these functions.
"""

from __future__ import annotations

from collections.abc import Collection

from ouverture.dashboard import session, view
from ouverture.dashboard.controls import Keys, unshown
from ouverture.dashboard.memo import memo
from ouverture.dashboard.session import t, t_or_none
from ouverture.formatting import formatted
from ouverture.metrics.result import Result

SCOPE = ("rule", "tasks", "threshold", "basis")
DOTS = {"high": "●", "medium": "◐", "low": "○"}  # how full, as how sure
NO_BREAK = "\u00a0"
FOOT, HALF_FOOT = 72, 30  # characters of the source that the foot line has room for


def finding_of(result: Result) -> str | None:
    """What the rows show, as a sentence; None without rows or where the metric finds nothing."""
    return result.headline(session.language()) if result.table.num_rows else None


def head_of(
    result: Result, keys: Keys, looked_at: view.View = view.WHOLE, *, completes: bool = False
) -> tuple[str, str | None, str]:
    """The words at a card's head: its title, how sure it is, and the line under it.

    A card that ``completes`` the title of its page leaves the finding to it.
    """
    return _head_of(result, tuple(keys), looked_at, completes)


@memo
def _head_of(
    result: Result, keys: tuple[str, ...], looked_at: view.View, completes: bool
) -> tuple[str, str | None, str]:
    language, finding = session.language(), result.finding
    headline = result.headline(language)
    title = headline or (result.metric.title.in_(language) if result.table.num_rows else t("state.empty"))
    titled = headline is not None or not result.table.num_rows
    sure = None
    if headline and finding and result.table.num_rows:
        word = t(f"card.confidence_{finding.confidence}").replace(" ", NO_BREAK)
        sure = f"{DOTS[finding.confidence]}{NO_BREAK}{word}"
        if completes:
            title, titled = result.metric.title.in_(language), False
    return title, sure, " · ".join([_subtitle(result, keys, titled), *_looked(looked_at)])


def _looked(looked_at: view.View) -> list[str]:
    """What of the view is not as usual: the scale, and the dates shown."""
    language = session.language()
    ends = [formatted(day, "date", language) if day else "…" for day in (looked_at.since, looked_at.until)]
    scale = t(f"view.scale_{looked_at.scale}") if looked_at.scale != "absolute" else None
    return [fact for fact in (scale, " – ".join(ends) if set(ends) != {"…"} else None) if fact]


@memo
def source_of(result: Result, room: int = FOOT) -> str:
    """Whose data and of which day, as short as the foot line asks."""
    language, finding = session.language(), result.finding
    sources = "; ".join(credit.line.in_(language) for credit in result.credits)
    if len(sources) > room:
        names = dict.fromkeys(t_or_none(f"value.source_{c.source}") or c.line.in_(language) for c in result.credits)
        sources = ", ".join(names)
    day = formatted(finding.as_of, "date", language) if finding and finding.as_of else None
    return ", ".join(part for part in (sources, day if day and day not in sources else None) if part)


def _subtitle(result: Result, keys: Collection[str], titled: bool) -> str:
    language = session.language()
    metric = result.metric
    parts = [metric.title.in_(language)] if titled else []
    chosen = metric.chart.y_for(result.parameters) if metric.chart.y_of else None
    parts.append(metric.columns[chosen].label.in_(language) if chosen else metric.unit.in_(language))
    changed = metric.changed_from_default(result.parameters)
    parts += [t(f"scope.{name}_{changed[name]}") for name in SCOPE if name in changed and not metric.is_spec_curve]
    parts += unshown(result, keys)
    if result.metric.chart.log:
        parts.append(t("card.log_axis"))
    return " · ".join(parts)
