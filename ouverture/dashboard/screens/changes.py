"""What changed between two dates of the address: the parts of the digest as lists, each proved by its chart."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from html import escape

import streamlit as st

from ouverture.dashboard import markup, session
from ouverture.dashboard.card import show_state
from ouverture.dashboard.card_words import DOTS
from ouverture.dashboard.session import t
from ouverture.digest.builds import Between, moment
from ouverture.digest.gathering import Digest, News, Part, feed_address, gather
from ouverture.digest.lines import Line, lines_of
from ouverture.digest.mail import compared
from ouverture.digest.words import words
from ouverture.formatting import formatted
from ouverture.metrics.errors import BadParameter, BuildGone, MetricError, NoBuild

LINES = {"turned": "corrections", "restated": "corrections"}  # parts whose lines look like those of another
HALVES = ("changes_board", "changes_hub")
DATES = ("since", "until")
AGAINST = "against"  # in the address: the build that is compared
AGO = (7, 30, 365)


def show() -> None:
    """The page: what changed as its title, the dates that were compared, a card a part, and why others have none."""
    dates = {name: _day_of(name) for name in DATES}
    try:
        digest = gather(session.reader(), dates["since"], dates["until"], session.pinned_build(), _against())
    except (NoBuild, BuildGone, BadParameter) as fault:
        st.title(t("page.changes"), anchor=False)
        show_state(fault, "changes", dates)
        return
    markup.show(_head(digest), "wc")
    _other_dates(digest)
    cards = "".join(_card(part, half=part.name in HALVES and _paired(digest)) for part in digest.news)
    markup.show(f'<div class="wc-grid">{cards}{_quiet(digest)}</div>', "wc")


def first_words() -> str | None:
    """The page's head and its first card, before it runs; None where what changed is not at hand."""
    with suppress(MetricError, ValueError):
        since, until = (date.fromisoformat(day[-1]) if (day := session.given(name)) else None for name in DATES)
        digest = gather(session.reader(), since, until, session.pinned_build(), _against())
        first = "".join(_card(part, half=False) for part in digest.news[:1])
        return f'<div class="wc">{_head(digest)}</div><div class="wc"><div class="wc-grid">{first}</div></div>'
    return None


def _day_of(name: str) -> date | None:
    """The day that the address names; words, and none, where it is no day."""
    asked = st.query_params.get(name)
    if not asked:
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError:
        st.info(t("changes.no_day", day=session.escape_markdown(asked[:40])), icon=":material/link_off:")
        return None


def _against() -> str | None:
    """The earlier build that the address names, where it is one that is known."""
    asked = session.given(AGAINST)
    known = [build_id for _, build_id in session.reader().builds()] if asked else []
    return asked[-1] if asked and asked[-1] in known else None


def _paired(digest: Digest) -> bool:
    return {*HALVES} <= {part.name for part in digest.news}


def _head(digest: Digest) -> str:
    language = session.language()
    told, base = words(language), session.server_address()
    spans = []
    for part in digest.parts:
        if part.is_news and part.as_of:
            days = [formatted(day, "date", language) for day in (part.before, part.as_of) if day]
            spans.append(f"<span><b>{escape(told[part.name])}</b> {' → '.join(days)}</span>")
    if not spans:
        spans = [f"<span>{escape(compared(digest, language))}</span>"]
    feeds = f'<a href="{feed_address(base, "xml", language)}">{escape(told["feed"])}</a>'
    today = date.today()  # noqa: DTZ011 - which week it is where the server stands
    ways: list[tuple[str, date | None]] = [(told["last_reading"], None)]
    ways += [(told[f"days_{days}"], today - timedelta(days=days)) for days in AGO]
    if digest.since and digest.since not in [day for _, day in ways]:
        ways.append((formatted(digest.since, "date", language), digest.since))
    links = ""
    for name, day in ways:
        here = ' aria-current="true"' if day == digest.since else ""
        address = escape(markup.to("changes", since=day), quote=True)
        links += f'<a href="{address}" target="_self"{here}>{escape(name)}</a>'
    return (
        f"<h1>{escape(told['what_changed'])}{told['colon']}<span>{escape(digest.lead(language))}</span></h1>"
        f'<div class="wc-strip">{"".join(spans)}<span class="end">{feeds}</span></div>'
        f'<div class="wc-since"><span class="soft">{escape(told["since"])}</span>{links}</div>'
    )


def _other_dates(digest: Digest) -> None:
    """Any two dates, kept in the address."""
    told = words(session.language())
    with st.popover(told["other_dates"], icon=":material/date_range:", type="tertiary"):
        for name in DATES:
            st.session_state[f"changes-{name}"] = getattr(digest, name)
            st.date_input(
                told[name],
                None,
                key=f"changes-{name}",
                on_change=session.keep_in_address,
                args=(f"changes-{name}", name),
            )
        made = {
            build_id: f"{moment(at, session.language())} · {build_id}"
            for at, build_id in session.reader().builds()
            if build_id != digest.build_id
        }
        if not made:
            return
        st.session_state["changes-against"] = digest.against
        st.selectbox(
            told[AGAINST],
            list(made),
            index=None,
            key="changes-against",
            placeholder=told["by_date"],
            format_func=made.__getitem__,
            on_change=session.keep_in_address,
            args=("changes-against", AGAINST),
        )


def _card(part: News, *, half: bool) -> str:
    language = session.language()
    told = words(language)
    note = part.note(language)
    sure = f"<span>{DOTS[part.confidence]} {escape(told[part.confidence])}</span>" if part.confidence else ""
    lines = "".join(_line(part, line, language) for line in lines_of(part, language))
    credits = "; ".join(credit.line.in_(language) for credit in part.credits)
    day = told["as_of"].format(date=formatted(part.as_of, "date", language)) if part.as_of else ""
    day = "" if part.as_of and formatted(part.as_of, "date", language) in credits else day  # a dated credit says it
    return (
        f'<section class="wc-card{" half" if half else ""}" id="{part.name}">'
        f"<div><h2>{escape(part.title(language))}{sure}</h2>"
        f'<p class="soft">{escape(told[f"about_{part.name}"])}</p></div>'
        f'<ul class="wc-lines wc-{LINES.get(part.name, part.name)}">{lines}</ul>'
        + (f'<p class="soft">{escape(note)}</p>' if note else "")
        + f"<footer><span>{escape(' · '.join(filter(None, (credits, day))))}</span>"
        f'<nav aria-label="{escape(part.title(language), quote=True)}">'
        f"{_ways(part)}</nav></footer></section>"
    )


def _ways(part: News) -> str:
    """What leads on from a part: to its chart, its rows, a link to it."""
    told = words(session.language())
    if isinstance(part, Between):
        asked = {AGAINST: part.earlier[1]} if part.earlier else {}
        return markup.link(f"{markup.to('changes', **asked)}#{part.name}", escape(told["share_link"]))
    rows = escape(session.api_address(part.result, "csv"), quote=True)
    return (
        f"{_proof(part, told['table'])}{_proof(part, told['method'], tab='method')}"
        f'<a href="{rows}">{escape(told["download"])}</a>{_proof(part, told["share_link"])}'
    )


def _proof(part: Part, text: str, **more: str) -> str:
    """A link to where a part's chart proves it, with the same dates, on the build that this page is of."""
    return markup.link(markup.to("card", metric=part.name, **part.asked, **more), escape(text))


def _line(part: News, line: Line, language: str) -> str:
    told = words(language)
    cells = []
    if line.place:
        cells += [f'<b class="num">{line.place}</b>', f'<span class="{line.tone}">{escape(line.moved)}</span>']
    name = f"<b>{escape(line.name)}</b>"
    if line.metric:
        name = markup.link(markup.to("card", metric=line.metric), name)
    if line.beside:
        name += f' <span class="soft">{escape(line.beside)}</span>'
    cells.append(f'<span class="name">{name}</span>')
    if line.width is not None or part.name == "changes_hub":
        colour = f"is-{line.side}" if line.side else line.tone
        bar = f'<i class="{colour}" style="width:{100 * (line.width or 0):.1f}%"></i>' if line.width else ""
        mark = f'<u style="left:{100 * line.mark:.1f}%"></u>' if line.mark is not None else ""
        cells.append(f'<span class="bar">{bar}{mark}</span>')
    after = f'<b class="{line.tone if line.struck else ""}">{escape(line.after)}</b>'
    if line.before:
        before = f"<s>{escape(line.before)}</s>" if line.struck else escape(line.before)
        after = f"{before} → {after}"
    cells.append(f'<span class="num">{after}</span>')
    if line.change or line.place:
        cells.append(f'<span class="num{" soft" if line.small else ""}">{escape(line.change)}</span>')
    if line.why:
        cells.append(f'<span class="soft">{escape(line.why)}</span>')
    if part.name == "changes_routed":
        cells.append(f'<b class="weights is-{line.side}">{escape(told[line.side])}</b>')
    heading = f'<li class="head">{escape(line.heading)}</li>' if line.heading else ""
    return f"{heading}<li>{''.join(cells)}</li>"


def _quiet(digest: Digest) -> str:
    """Nothing new, and why: each part without news says what it waits for."""
    language = session.language()
    told = words(language)
    parts = [*digest.quiet, *([digest.beside] if digest.beside else [])]
    rows = ""
    for part in parts:
        why = ". ".join(filter(None, (part.title(language), part.note(language))))
        said = escape(told[part.name]) if isinstance(part, Between) else _proof(part, told[part.name])
        rows += f"<dt>{said}</dt><dd>{escape(why)}</dd>"
    head = f"<h2>{escape(told['nothing'])}</h2>"
    return f'<section class="wc-card" id="nothing">{head}<dl>{rows}</dl></section>' if rows else ""
