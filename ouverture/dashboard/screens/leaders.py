"""Cards of ranked rows whose chart is own markup: bars that are there with the page, before any chart library."""

from __future__ import annotations

from collections.abc import Sequence

from ouverture.dashboard import figures, markup, session
from ouverture.dashboard.card_words import HALF_FOOT, head_of, source_of
from ouverture.dashboard.caveat import caveat_of
from ouverture.dashboard.encoding import encoding
from ouverture.dashboard.figures import Canvas
from ouverture.dashboard.markup import safe
from ouverture.dashboard.memo import memo
from ouverture.dashboard.session import t
from ouverture.dashboard.spoken import spoken_of
from ouverture.formatting import sentence
from ouverture.metrics.result import Result
from ouverture.metrics.words import words_in

MOST = 7  # rows of one card


def leaders(results: Sequence[Result]) -> None:
    """A card each, side by side and of one height."""
    if results:
        markup.show(f'<div class="leaders">{"".join(map(_card, results))}</div>')


@memo
def _card(result: Result) -> str:
    """Title with how sure it is, the first rows as bars, caveat, and the ways to the chart's own page."""
    language, name = session.language(), result.metric.name
    title, sure, facts = head_of(result, {})
    shown = result.table.num_rows
    if shown > MOST:
        facts += " · " + sentence(words_in(language)["shown"], {"shown": MOST, "total": shown}, language).rstrip(".")
    here = markup.to_chart(name)
    ways = "".join(
        markup.link(markup.to_chart(name, tab=tab) if tab else f"{here}#table", safe(t(f"card.{tab or 'table'}")))
        for tab in (None, "method", "download")
    )
    sign = f" <small>{safe(sure)}</small>" if sure else ""
    return (
        f'<section><h2 class="claim">{markup.link(here, safe(title))}{sign}</h2><p class="soft">{safe(facts)}</p>'
        f"<ol>{_bars(result)}</ol><p>{safe(caveat_of(result, language))}</p>"
        f'<footer class="soft"><span>{safe(source_of(result, HALF_FOOT))}</span>'
        f'<nav aria-label="{safe(title)}">{ways}</nav></footer></section>'
    )


def _bars(result: Result) -> str:
    """The first rows, longest first as the metric ranks them; grey where the title does not speak of a row."""
    language = session.language()
    rows = result.table.to_pylist()
    grounds = [Canvas(language, dark=dark) for dark in (False, True)]
    shapes = [spoken_of(result, rows, encoding(result, session.registry(), ground), ground) for ground in grounds]
    shape = shapes[0]
    rows = [row for row in rows if row[shape.y] is not None][:MOST]
    longest = max((float(row[shape.y]) for row in rows), default=0) or 1
    bars = ""
    for row in rows:
        colours = ",".join(each.colour_of(row) for each in shapes)
        width = 100 * max(float(row[shape.y]), 0) / longest
        bars += (
            f"<li><span>{safe(shape.label(shape.x, row[shape.x]))}</span>"
            f'<i><u style="width:{width:.1f}%;background:light-dark({colours})"></u></i>'
            f"<b>{safe(figures.written(row[shape.y], shape, grounds[0]))}</b></li>"
        )
    return bars
