"""Own markup in a page: lists, rows and small marks that follow the reader's theme and wait for no chart library."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from ouverture.dashboard import navigation, session, theme
from ouverture.formatting import formatted


def show(body: str) -> None:
    """Draw HTML of our own making; whatever came from outside must have gone through ``safe``."""
    st.html(f'<style>.om{{{theme.variables()}}}{_style()}</style><div class="om">{body}</div>')


@cache
def _style() -> str:
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def safe(text: object) -> str:
    """Text as a browser shows it, whatever it holds."""
    return escape(str(text), quote=True)


def number(value: Any, kind: str) -> str:
    """A value in the reader's language, as one of ``ouverture.formatting``'s formats writes it."""
    return safe(formatted(value, kind, session.language()))


def link(href: str, text: str, css: str = "") -> str:
    """A link to an address of ours or of others; ``text`` is markup."""
    away = "" if href.startswith(session.server_address()) else ' rel="noopener"'
    return f'<a class="{css}" href="{safe(href)}" target="{"_blank" if away else "_self"}"{away}>{text}</a>'


def to(page: str, **parameters: Any) -> str:
    """The address of a page of ours with these parameters, in the reader's language, on the build pinned."""
    return session.address(navigation.page_named(page), parameters, pinned=session.pinned_build())


def bar(share: float, colour: str = "muted") -> str:
    """A bar as long as a share of its place."""
    return (
        f'<span class="bar"><i style="width:{100 * min(max(share, 0), 1):.1f}%;background:var(--{colour})"></i></span>'
    )
