"""Yardsticks: how they read, and the fields by which a reader chooses one, kept in the address."""

from __future__ import annotations

import re

import streamlit as st

from ouverture.dashboard import scope, session
from ouverture.dashboard.session import t
from ouverture.dashboard.texts import text, texts

PARAMETER = "yardstick"  # in the address, and of every metric that takes one
WIDTH = 420  # pixels
_LIVE = re.compile(r"arena/(?P<board>[^/]+)/(?P<category>[^/]+)")
_MEASURE = re.compile(r"(?P<direction>forward|backward)_(?P<clock>release|board)_(?P<yardstick>.+)")


def yardstick_name(value: str, language: str) -> str:
    """A yardstick in words: its text where there is one, else what its parts say."""
    known = texts(language)
    if f"value.yardstick_{value}" in known:
        return known[f"value.yardstick_{value}"]
    if live := _LIVE.fullmatch(value):
        board, category = (part.replace("_", " ") for part in live.groups())
        return f"Arena, {board}" if category == "overall" else f"Arena, {board}: {category}"
    return value.removeprefix("hub/").replace("_", " ") if value.startswith("hub/") else value


def measure_name(value: str, language: str) -> str | None:
    """A measure of the gap in words (``forward_board_<yardstick>``); None for what is none."""
    measure = _MEASURE.fullmatch(value)
    if measure is None:
        return None
    direction, clock, yardstick = measure.groups()
    key = f"yardstick.{direction}_{clock}"
    return text(language, key, yardstick=yardstick_name(yardstick, language))


def chosen_yardstick() -> str | None:
    """The yardstick of the address; None where it names none that the build has."""
    asked = st.query_params.get(PARAMETER)
    return asked if asked in _listed() else None


def chooser() -> str | None:
    """A field for the yardstick, the main ones first; empty = the one that each chart asks first."""
    listed, language, now = _listed(), session.language(), chosen_yardstick()
    if not listed:
        return None
    st.session_state["yardstick"] = now  # the address is the state, the back button's too
    with scope.folded(yardstick_name(now, language) if now else t("yardstick.any")):
        _field(listed)
    return now


def _field(listed: list[str]) -> None:
    language = session.language()
    st.selectbox(
        t("yardstick.label"),
        listed,
        index=None,
        key="yardstick",
        placeholder=t("yardstick.any"),
        format_func=lambda value: yardstick_name(value, language),
        help=t("yardstick.help"),
        width=WIDTH,
        on_change=session.keep_in_address,
        args=("yardstick", PARAMETER),
    )


def _listed() -> list[str]:
    """Yardsticks of the build: boards before their categories, then by name."""
    values = session.reader().choices("price_gap", PARAMETER, build_id=session.pinned_build()) or []
    return sorted(values, key=lambda value: (_is_category(value), value))


def _is_category(value: str) -> bool:
    live = _LIVE.fullmatch(value)
    return live is not None and live["category"] != "overall"
