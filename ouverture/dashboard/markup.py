"""Own markup in a page: lists, rows and small marks that follow the reader's theme and wait for no chart library."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from ouverture.dashboard import navigation, scope, session, theme
from ouverture.formatting import formatted


def show(body: str, css: str = "om") -> None:
    """Draw HTML of our own making; whatever came from outside must have gone through ``safe``.

    ``css`` is the class whose sheet dresses it: all sheets are there, in the first HTML of every page.
    """
    st.html(f'<div class="{css}">{body}</div>')


PRINTED = {  # by whether the screen is dark
    False: "@media print{[data-testid=stApp]{background:#fff !important}}",
    True: "@media print{html,body{background:#fff !important}"
    "[data-testid=stApp]{background:#000 !important;filter:invert(1) hue-rotate(180deg)}}",
}


def on_paper(dark: bool) -> str:
    """The sheet for print: paper is white, at night too."""
    return f"<style>{PRINTED[dark]}</style>"


@cache
def own_sheets() -> str:
    """The sheets of all own markup, and the theme's colours by name, the same on every ground."""
    found = sorted(Path(__file__).parent.rglob("*.css"))
    return f":root{{{theme.variables()}}}" + "".join(sheet.read_text(encoding="utf-8") for sheet in found)


def safe(text: object) -> str:
    """Text as a browser shows it, whatever it holds."""
    return escape(str(text), quote=True)


def number(value: Any, kind: str) -> str:
    """A value in the reader's language, as one of ``ouverture.formatting``'s formats writes it."""
    return safe(formatted(value, kind, session.language()))


def link(href: str, text: str, css: str = "") -> str:
    """A link to an address of ours or of others; ``text`` is markup."""
    away = "" if href.startswith((session.server_address(), "?")) else ' rel="noopener"'
    return f'<a class="{css}" href="{safe(href)}" target="{"_blank" if away else "_self"}"{away}>{text}</a>'


def to(page: str, **parameters: Any) -> str:
    """The address of a page of ours with these parameters, in the reader's language, on the build pinned."""
    return session.address(navigation.page_named(page), parameters, pinned=session.pinned_build())


def to_chart(metric: str, **parameters: Any) -> str:
    """The address of a metric's chart under the definition that the reader chose, as far as the metric takes it."""
    declared = session.reader().catalogue[metric]
    return to("card", metric=metric, **(declared.changed_from_default(scope.asked_of(declared)) | parameters))


def chart_link(metric: str, **parameters: Any) -> str:
    """A link to a metric's chart, by its title."""
    title = session.reader().catalogue[metric].title.in_(session.language())
    return link(to_chart(metric, **parameters), safe(title))


def chart_links(words: str, metrics: Iterable[str]) -> None:
    """Words, and links to charts that stand on pages of their own."""
    show(f"<p class='soft'>{safe(words)} {' · '.join(map(chart_link, metrics))}</p>")


def bar(share: float, colour: str = "muted") -> str:
    """A bar as long as a share of its place."""
    return (
        f'<span class="bar"><i style="width:{100 * min(max(share, 0), 1):.1f}%;background:var(--{colour})"></i></span>'
    )
