"""What a visitor's session knows: language, ground, screen, pinned build, and the reader all sessions share."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboard import texts
from dashboard.figures import Canvas
from dashboard.navigation import Screen
from etl.places import Places
from etl.registry import Registry, load_registry
from metrics.catalogue import Catalogue, load_catalogue
from metrics.reader import Reader

# Scope that travels in the address from page to page.
SHARED_PARAMETERS = ("lang", "tasks", "threshold", "labs", "measure", "build")


@st.cache_resource(show_spinner=False)
def reader() -> Reader:
    """The one read-only reader of this server."""
    return Reader(Places.from_environment(), catalogue())


@st.cache_resource(show_spinner=False)
def catalogue() -> Catalogue:
    return load_catalogue()


@st.cache_resource(show_spinner=False)
def registry() -> Registry:
    return load_registry()


def language() -> str:
    """``en`` or ``fr``: the reader's choice, else the browser's."""
    chosen = st.session_state.get("lang") or st.query_params.get("lang")
    if chosen in texts.LANGUAGES:
        return str(chosen)
    return "fr" if str(st.context.locale or "").lower().startswith("fr") else "en"


def t(key: str, **values: object) -> str:
    """Text in the visitor's language."""
    return texts.text(language(), key, **values)


def canvas() -> Canvas:
    """Language, ground and width that figures are drawn for."""
    return Canvas(
        language=language(),
        dark=getattr(st.context.theme, "type", None) == "dark",
        narrow="Mobi" in (st.context.headers.get("User-Agent") or ""),
    )


def pinned_build() -> str | None:
    """Build id the address is pinned to, if any."""
    return st.query_params.get("build") or None


def address(screen: Screen, parameters: dict[str, Any], pinned: str | None = None) -> str:
    """Absolute link to a screen with these parameters, values left as the address bar writes them."""
    here = urlsplit(st.context.url or "http://localhost:8501/")
    pairs = [(k, v) for k, value in parameters.items() for v in (value if isinstance(value, list | tuple) else [value])]
    pairs = [(k, str(v)) for k, v in pairs if v is not None]
    if language() != "en":
        pairs.append(("lang", language()))
    if pinned:
        pairs.append(("build", pinned))
    path = f"{here.scheme}://{here.netloc}/{screen.url_path}"
    return f"{path}?{urlencode(pairs)}" if pairs else path


def escape_markdown(name: str) -> str:
    """Text of unknown origin, such as a model id, made safe for a place that reads Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|~$:^=@" else c for c in name)
