"""The digest as a mail: HTML of 640 px, tables with styles in place, no script, no picture; and as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from ouverture.digest.gathering import Digest, News, feed_address
from ouverture.digest.lines import Line, colon, lines_of
from ouverture.digest.words import words
from ouverture.formatting import NARROW_SPACE, formatted

SHOWN = 8  # lines of a part
ALL = ("corrections", "turned", "restated")  # have all of theirs
INK, MUTED, RULE, PAPER, AROUND, ACCENT = "#1B1B1E", "#6B665C", "#E7E2D6", "#FBFAF6", "#F3EFE7", "#1F4E79"
SIDES = {"open": "#3F7FBF", "closed": "#A8572C", "unknown": "#98938A"}
TONES = {
    **{"up": "#1F7A72", "down": "#A63A5E", "new": "#1F7A72"},
    **{"holds": "#1F7A72", "fails": "#A63A5E", "depends": "#5A559C"},
}
SERIF, SANS = "'Source Serif 4',Georgia,serif", "Inter,Helvetica,Arial,sans-serif"


def html(digest: Digest, base: str, locale: str, today: date) -> str:
    """A whole document; every text from outside is escaped."""
    told = words(locale)
    parts = "".join(_part(part, base, locale) for part in digest.news)
    lead = escape(digest.lead(locale))
    other = "fr" if locale == "en" else "en"
    links = " · ".join(
        (
            _link(digest.address(base, locale), told["on_the_web"]),
            _link(digest.address(base, other), told["other_language"]),
            _link(feed_address(base, "xml", locale), told["feed"]),
        )
    )
    return (
        f'<!doctype html>\n<html lang="{locale}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light">'
        f"<title>Ouverture · {escape(told['what_changed'])}</title></head>"
        f'<body style="margin:0;background:{AROUND};color:{INK};font:15px/1.45 {SANS}">'
        f'<table role="presentation" width="640" align="center" cellpadding="0" cellspacing="0" '
        f'style="width:640px;max-width:100%;margin:0 auto;background:{PAPER}"><tr><td style="padding:24px 28px">'
        f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>'
        f'<td style="font:18px {SERIF}"><b>Ouverture</b> · {escape(told["what_changed"].lower())}</td>'
        f'<td align="right" style="font-size:13px;color:{MUTED}">{escape(formatted(today, "date", locale))}</td>'
        "</tr></table>"
        f'<h1 style="margin:14px 0 8px;font:600 28px/1.2 {SERIF}">{lead}</h1>'
        f'<p style="margin:0 0 18px;padding-bottom:18px;border-bottom:2px solid {INK};font-size:14px;color:{MUTED}">'
        f"{escape(compared(digest, locale))}</p>"
        f"{parts}{_quiet(digest, locale)}"
        f'<p style="margin:0;font-size:13px;color:{MUTED}">{escape(sources(digest, locale))}<br>{links}</p>'
        "</td></tr></table></body></html>\n"
    )


def text(digest: Digest, base: str, locale: str) -> str:
    """The same without markup."""
    told = words(locale)
    blocks = [f"Ouverture · {told['what_changed']}", digest.lead(locale), compared(digest, locale)]
    for part in digest.news:
        said = [f"{told[part.name].upper()}{colon(locale)}{part.title(locale)}"]
        said += [f"- {line.told(locale)}" for line in _shown(part, locale)]
        said += [note] if (note := part.note(locale)) else []
        blocks.append("\n".join([*said, part.address(base, locale)]))
    quiet = [f"- {told[part.name]}{colon(locale)}{part.title(locale)}" for part in _beside(digest)]
    blocks.append("\n".join([told["nothing"], *quiet]))
    return "\n\n".join([*blocks, sources(digest, locale), digest.address(base, locale)]) + "\n"


def compared(digest: Digest, locale: str) -> str:
    """Which dates each part compares, in one sentence."""
    told = words(locale)
    spans = []
    for part in digest.parts:
        if part.is_news and part.before and part.as_of:
            ends = [formatted(day, "date", locale) for day in (part.before, part.as_of)]
            spans.append(f"{told[part.name]} {ends[0]} → {ends[1]}")
    return f"{told['compared']}{colon(locale)}{_joined(spans, locale)}." if spans else told["why_wait"]


def sources(digest: Digest, locale: str) -> str:
    """Whose data these are, each once, with their terms."""
    credits = {f"{credit.line.in_(locale)} ({credit.licence})": None for part in digest.news for credit in part.credits}
    return f"{words(locale)['sources']}{colon(locale)}{_joined(credits, locale)}." if credits else ""


def _joined(said: Iterable[str], locale: str) -> str:
    return (f"{NARROW_SPACE}; " if locale == "fr" else "; ").join(said)


def _shown(part: News, locale: str) -> list[Line]:
    """All corrections; of what else has groups the first of each."""
    groups: list[list[Line]] = []
    for line in lines_of(part, locale):
        if line.heading or not groups:
            groups.append([])
        groups[-1].append(line)
    most = None if part.name in ALL else SHOWN // max(len(groups), 1)
    return [line for group in groups for line in group[:most]]


def _beside(digest: Digest) -> list[News]:
    return [*digest.quiet, *([digest.beside] if digest.beside else [])]


def _part(part: News, base: str, locale: str) -> str:
    told, note = words(locale), part.note(locale)
    rows = "".join(_row(line) for line in _shown(part, locale))
    return (
        f'<p style="margin:0;font-size:13px;font-weight:600;color:{MUTED}">{escape(told[part.name])}</p>'
        f'<h2 style="margin:2px 0 8px;font:600 20px/1.25 {SERIF}">{escape(part.title(locale))}</h2>'
        f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="font-size:14px">{rows}</table>'
        + (f'<p style="margin:8px 0 4px;font-size:13px;color:{MUTED}">{escape(note)}</p>' if note else "")
        + f'<p style="margin:4px 0 18px;padding-bottom:18px;border-bottom:1px solid {RULE};font-size:13px">'
        f"{_link(part.address(base, locale), told['proof'])}</p>"
    )


def _row(line: Line) -> str:
    name = f"<b>{escape(line.name)}</b>" + (
        f' <span style="color:{MUTED}">{escape(line.beside)}</span>' if line.beside else ""
    )
    if line.why:
        name += f'<br><span style="font-size:13px;color:{MUTED}">{escape(line.why)}</span>'
    before = f"<s>{escape(line.before)}</s>" if line.struck else escape(line.before)
    value = f'<b style="color:{TONES.get(line.tone, INK) if line.struck else INK}">{escape(line.after)}</b>'
    value = f'<span style="color:{MUTED}">{before} →</span> {value}' if line.before else value
    bar = ""
    if line.width is not None:
        colour = SIDES[line.side] if line.side else TONES.get(line.tone, INK)
        bar = (
            f'<td width="150" style="padding:5px 8px"><div style="width:{max(2, round(140 * line.width))}px;'
            f'height:11px;background:{colour};font-size:0">&nbsp;</div></td>'
        )
    elif line.tone == "new" and not line.place:
        bar = "<td></td>"
    change = escape(line.change or line.moved)
    edge = f"border-bottom:1px solid {RULE}" if line.struck else ""
    heading = ""
    if line.heading:
        style = f"padding:6px 0 2px;font-size:13px;color:{MUTED}"
        heading = f'<tr><td colspan="4" style="{style}">{escape(line.heading)}</td></tr>'
    return (
        f'{heading}<tr><td style="padding:5px 0;{edge}">{name}</td>{bar}'
        f'<td align="right" style="padding:5px 0 5px 8px;white-space:nowrap;{edge}">{value}</td>'
        f'<td align="right" style="padding:5px 0 5px 12px;white-space:nowrap;color:{MUTED};{edge}">{change}</td></tr>'
    )


def _quiet(digest: Digest, locale: str) -> str:
    told = words(locale)
    rows = "".join(
        f"<b>{escape(told[part.name])}</b>{colon(locale)}{escape(part.title(locale))}<br>" for part in _beside(digest)
    )
    head = f'<h2 style="margin:0 0 6px;font:600 17px/1.25 {SERIF}">{escape(told["nothing"])}</h2>'
    return f'{head}<p style="margin:0 0 18px;font-size:13.5px">{rows}</p>' if rows else ""


def _link(address: str, said: str) -> str:
    return f'<a href="{escape(address, quote=True)}" style="color:{ACCENT}">{escape(said)}</a>'
