"""What a visitor's session knows: language, ground, screen, pinned build, and the reader all sessions share."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ouverture.dashboard import texts
from ouverture.dashboard.address import base_address
from ouverture.dashboard.figures import Canvas
from ouverture.dashboard.navigation import Page
from ouverture.metrics.parameters import Parameter, Value
from ouverture.metrics.reader import Reader, shared_reader
from ouverture.metrics.result import Result
from ouverture.registry import Registry, shared_registry

# Scope that travels in the address from page to page.
SHARED_PARAMETERS = ("lang", "rule", "tasks", "threshold", "labs", "measure", "basis", "build")


@dataclass(frozen=True)
class Arrival:
    """A visitor whose page has not begun to run: what the server knows of them from the request itself."""

    language: str
    query: Mapping[str, Sequence[str]]
    origin: str
    narrow: bool = False


_ARRIVAL: ContextVar[Arrival | None] = ContextVar("arrival", default=None)
_RUN: ContextVar[dict[str, Any] | None] = ContextVar("run", default=None)  # facts of the run under way
T = TypeVar("T")


@contextmanager
def running() -> Iterator[None]:
    """In here, which is one run of the script from when address and session agree, what the functions below say of the
    visitor stays as it is and is asked of Streamlit once."""
    token = _RUN.set({})
    try:
        yield
    finally:
        _RUN.reset(token)


def _of_the_run(ask: Callable[[], T]) -> Callable[[], T]:
    @wraps(ask)
    def answer() -> T:
        facts = _RUN.get()
        if facts is None or _ARRIVAL.get():
            return ask()
        if ask.__name__ not in facts:
            facts[ask.__name__] = ask()
        known: T = facts[ask.__name__]
        return known

    return answer


@contextmanager
def arriving(arrival: Arrival) -> Iterator[None]:
    """In here the functions below speak of this visitor: what their page will say can be said before it runs."""
    token = _ARRIVAL.set(arrival)
    try:
        yield
    finally:
        _ARRIVAL.reset(token)


def given(name: str) -> list[str]:
    """What the address gives under this name."""
    arrival = _ARRIVAL.get()
    return list(arrival.query.get(name, ())) if arrival else st.query_params.get_all(name)


def widget(name: str) -> Any:
    """What a shared widget holds; None where it was not drawn yet."""
    return None if _ARRIVAL.get() else st.session_state.get(name)


def reader() -> Reader:
    """The one read-only reader of this server, shared with the HTTP routes."""
    return shared_reader()


def registry() -> Registry:
    """The registry, read once."""
    return shared_registry()


def kept_values(name: str) -> list[str]:
    """Values of a shared parameter as the address gave them or a widget left them; empty where there are none."""
    return kept_scope().get(name, [])


def kept_scope() -> dict[str, list[str]]:
    """The shared scope of this session, as the address writes it; defaults are left out."""
    if arrival := _ARRIVAL.get():
        return {name: list(arrival.query[name]) for name in SHARED_PARAMETERS if name in arrival.query}
    scope: dict[str, list[str]] = st.session_state.setdefault("shared-scope", {})
    return scope


@_of_the_run
def language() -> str:
    """``en`` or ``fr``: the reader's choice, else the browser's."""
    if arrival := _ARRIVAL.get():
        return arrival.language
    chosen = st.session_state.get("lang") or next(iter(kept_values("lang")), None)
    return str(chosen) if chosen in texts.LANGUAGES else browser_language()


def browser_language() -> str:
    """``fr`` where the visitor's browser asks for French, else ``en``."""
    return "fr" if str(st.context.locale or "").lower().startswith("fr") else "en"


def t(key: str, **values: object) -> str:
    """Text in the visitor's language."""
    return texts.text(language(), key, **values)


def t_or_none(key: str) -> str | None:
    """Text in the visitor's language where there is one under this key."""
    return texts.texts(language()).get(key)


def canvas(*, half: bool = False) -> Canvas:
    """Language, ground and width that figures are drawn for; ``half`` for a card beside another."""
    return replace(_canvas(), half=half) if half else _canvas()


@_of_the_run
def _canvas() -> Canvas:
    if arrival := _ARRIVAL.get():
        return Canvas(language(), narrow=arrival.narrow)
    return Canvas(
        language=language(),
        dark=getattr(st.context.theme, "type", None) == "dark",
        narrow=is_narrow(st.context.headers.get("User-Agent"), st.query_params),
    )


def is_narrow(user_agent: str | None, query: Container[str]) -> bool:
    """Whether this is a phone, or a frame that says so of itself."""
    return "Mobi" in (user_agent or "") or "narrow" in query


@_of_the_run
def pinned_build() -> str | None:
    """Build id the address is pinned to, if any."""
    return next(reversed(given("build")), None) or None


@_of_the_run
def server_address() -> str:
    """Where this server is reached: as its operator says, else as the visitor's browser came here."""
    if stated := base_address():
        return stated
    if arrival := _ARRIVAL.get():
        return arrival.origin
    here = urlsplit(st.context.url or "http://localhost:8501/")
    return f"{here.scheme}://{here.netloc}"


@_of_the_run
def standing() -> Hashable:
    """All of a visitor that words and addresses of ours depend on: language, server, pinned build, shared scope."""
    scope = tuple((name, tuple(values)) for name, values in kept_scope().items())
    return language(), server_address(), pinned_build(), scope


def address(page: Page, parameters: dict[str, Any], pinned: str | None = None) -> str:
    """Absolute link to a page with these parameters, values left as the address bar writes them."""
    pairs = [(k, v) for k, value in parameters.items() for v in (value if isinstance(value, list | tuple) else [value])]
    pairs = [(k, str(v)) for k, v in pairs if v is not None]
    if language() != "en":
        pairs.append(("lang", language()))
    if pinned:
        pairs.append(("build", pinned))
    path = f"{server_address()}/{page.url_path}"
    return f"{path}?{urlencode(pairs)}" if pairs else path


def escape_markdown(name: str) -> str:
    """Text of unknown origin, such as a model id, made safe for a place that reads Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|~$:^=@" else c for c in name)


def changed_parameters(result: Result) -> dict[str, Any]:
    """The parameters of a result that differ from the metric's defaults: what a link must carry."""
    return dict(result.metric.changed_from_default(result.parameters))


def api_address(result: Result, kind: str) -> str:
    """Absolute address of the rows of a result in the HTTP interface, on the build pinned."""
    pairs = [
        (k, v)
        for k, value in changed_parameters(result).items()
        for v in (value if isinstance(value, list) else [value])
    ]
    pairs += [("build", pinned)] if (pinned := pinned_build()) else []
    query = f"?{urlencode(pairs)}" if pairs else ""
    return f"{server_address()}/api/v1/metrics/{result.metric.name}.{kind}{query}"


def restored() -> bool:
    """Whether Back or Forward brought the reader here: the address says all, and what the browser sends of widgets may
    still be of the page that was left (two steps back, the first of them not drawn yet)."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def keep_in_address(widget: str, name: str, default: Value = None) -> None:
    """Callback of a widget: what it holds goes into the address as ``name``; nothing, or the default, is left out."""
    if restored():
        return
    value = st.session_state[widget]
    if value in (None, "", [], default):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = in_address(value)


def in_address(value: Value) -> str | list[str]:
    """A value as the address writes it: each item of a list under the name again."""
    return value if isinstance(value, list) else Parameter.text(value)


def shared_query() -> dict[str, Any]:
    """The shared scope of this address, for links to other pages."""
    found: dict[str, Any] = {}
    for name in SHARED_PARAMETERS:
        values = st.query_params.get_all(name)
        if values:
            found[name] = values if len(values) > 1 else values[0]
    return found
