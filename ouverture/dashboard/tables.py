"""Rows of a result as a table a person reads: labels, units and names instead of keys."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd
import streamlit as st
from babel.numbers import format_decimal, format_percent
from pandas.io.formats.style import Styler

from ouverture.dashboard import session, theme
from ouverture.dashboard.encoding import ORIGINS, origin_name, worded
from ouverture.dashboard.memo import memo
from ouverture.dashboard.session import t
from ouverture.dashboard.texts import texts
from ouverture.formatting import formatted
from ouverture.metrics.result import Result

LAST = ("flags", "source")
NAME_WIDTH = 165  # pixels of the first column on a phone
SITE = r"https?://(?:www\.)?([^/]+)"  # of a link, its site is shown
IN_FULL = ("downloads", "models", "score")  # units written to three decimals, others to three digits
Height: TypeAlias = Literal["auto", "stretch", "content"] | int
MOST_WRITTEN = 50_000  # cells; numbers of larger tables stand as they are


def show(result: Result, *, height: Height = "auto", key: str | None = None) -> None:
    """Draw the rows with labelled, typed columns; text stays text whatever it holds."""
    narrow = session.canvas().narrow
    _sent(f"{result.token} {session.standing()}", narrow, height, key, result)


@st.cache_resource(max_entries=128, show_spinner=False)
def _sent(made_of: str, narrow: bool, height: Height, key: str | None, _result: Result) -> None:
    """The message that shows a table, written out once for all who are sent it."""
    st.dataframe(**_prepared(_result, narrow, None), hide_index=True, placeholder="–", height=height, key=key)


def picked(result: Result, order: tuple[str, ...], key: str, height: Height) -> int | None:
    """Draw these columns of the rows for a reader who picks one of them; its place, where one is picked."""
    table = _ready(result, session.canvas().narrow, order)
    chosen: Any = st.dataframe(
        **table,
        hide_index=True,
        placeholder="–",
        height=height,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    return next(iter(chosen["selection"]["rows"]), None)


def _prepared(result: Result, narrow: bool, order: tuple[str, ...] | None) -> dict[str, Any]:
    """The rows, their columns in order and how each is shown, as Streamlit takes them."""
    frame, config = frame_of(result)
    order = order or tuple(_order(frame, session.language(), result.metric.grain == "source"))
    if order:  # the first stays in sight, and leaves room beside it on a phone
        width = {"width": NAME_WIDTH} if narrow and result.metric.columns[order[0]].type == "text" else {}
        config[order[0]] = {**config[order[0]], "pinned": True, **width}
    frame = frame[[name for name in order if name in frame]]  # what is not shown is not sent
    shown = _written(frame, result) if frame.size <= MOST_WRITTEN else frame
    return {"data": shown, "column_config": config, "column_order": order}


_ready = memo(_prepared)


def _written(frame: pd.DataFrame, result: Result) -> Styler:
    """The frame with its numbers in the page's language; Streamlit's own formats follow the browser's.

    Streamlit takes texts beside values from a Styler alone, of which it reads what is rendered. pandas renders each
    cell into HTML with styles that nobody asked for, which took longer than the rest of a page: here are the texts.
    """
    language, cells = session.language(), []
    for place, name in enumerate(map(str, frame)):
        column, values = result.metric.columns[name], frame[name]
        missing = values.isna()
        numbers = column.type in ("integer", "number") and name != "tier"
        for row, (value, nothing) in enumerate(zip(values, missing, strict=True)):
            if nothing or numbers:
                said = "–" if nothing else _number(value, unit=column.unit, language=language)
                cells.append({"id": f"row{row}_col{place}", "display_value": said})
    styler: Any = frame.style
    styler._compute, styler._translate = lambda: styler, lambda *_: {"body": [cells]}
    return styler  # type: ignore[no-any-return]


def _number(value: float, *, unit: str | None, language: str) -> str:
    if unit == "share":
        return format_percent(round(value, 4), locale=language, decimal_quantization=False)
    if unit == "parameters":  # as models are spoken of: 8B
        return formatted(value, "compact", language)
    if not float(value).is_integer():
        value = round(value, 3) if unit in IN_FULL else float(f"{value:.3g}")
    return format_decimal(value, locale=language, decimal_quantization=False)


def _order(frame: pd.DataFrame, language: str, of_sources: bool = False) -> list[str]:
    """Columns that hold anything, the source and the flags last unless each row is a source.

    Of a text given twice (``clause`` and ``clause_fr``, or ``fault_en`` and ``fault_fr``) the reader's language only,
    while the exports hold both.
    """
    stems = {name.removesuffix("_fr") for name in frame.columns if name.endswith("_fr")}
    other = {form for stem in stems for form in ((stem, f"{stem}_en") if language == "fr" else (f"{stem}_fr",))}
    held = [name for name in frame.columns if name not in other and frame[name].notna().any()]
    last = [name for name in LAST if name in held and not (of_sources and name == "source")]
    return [name for name in held if name not in last] + last


def frame_of(result: Result) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Pandas frame of the rows, names in place of ids, and Streamlit's column configuration for it."""
    language = session.language()
    frame = result.table.to_pandas(date_as_object=False)
    fields = list(frame["field"]) if "field" in frame else []
    config: dict[str, Any] = {}
    known = texts(language)
    for name, column in result.metric.columns.items():
        label, meaning = column.label.in_(language), column.meaning.in_(language)
        if name == "tier":
            none = frame["open_model"].isna() if "open_model" in frame else [False] * len(frame)  # no model, no tier
            frame[name] = [
                None if nothing else t(f"tier.{theme.TIER_KEYS.get(_whole(v), 'unknown')}")
                for v, nothing in zip(frame[name], none, strict=True)
            ]
        elif name == "lab_id":
            labs = session.registry().labs
            frame[name] = [
                t("card.unaffiliated")
                if pd.isna(v)
                else labs[v].name
                if v in labs
                else known.get(f"value.lab_id_{v}", v)
                for v in frame[name]
            ]
        elif name in ORIGINS:
            frame[name] = [origin_name(v, language) for v in frame[name]]
        elif name in ("old_value", "new_value"):
            frame[name] = [_state(field, value) for field, value in zip(fields, frame[name], strict=True)]
        elif column.type == "text":
            frame[name] = [worded(name, v, language) if isinstance(v, str) else v for v in frame[name]]
        if name == "link" or name.endswith("_link"):
            config[name] = st.column_config.LinkColumn(label, help=meaning, display_text=SITE)
        elif name == "tier":
            config[name] = st.column_config.Column(label, help=meaning)
        elif column.type == "date":
            config[name] = st.column_config.DateColumn(label, help=meaning, format="YYYY-MM-DD")
        elif column.type in ("integer", "number"):
            config[name] = st.column_config.NumberColumn(label, help=meaning)
        elif column.type == "list":
            config[name] = st.column_config.ListColumn(label, help=meaning)
        else:
            config[name] = st.column_config.Column(label, help=meaning)
    return frame, config


def _state(field: str, value: Any) -> Any:
    """A value of an attribute that changed: tiers and kinds of access in words, the rest as it stands."""
    if not isinstance(value, str):
        return value
    if field == "tier":
        return t(f"tier.{theme.TIER_KEYS.get(int(value), 'unknown')}")
    return texts(session.language()).get(f"value.{field}_{value}", value)


def plain(value: Any, language: str) -> str:
    """One cell as text, for places that show a single row."""
    if value is None or (not isinstance(value, list) and pd.isna(value)):
        return t("card.no_value")
    value = value.item() if isinstance(value, np.generic) else value
    if isinstance(value, pd.Timestamp):
        return formatted(value.date(), "date", language)
    if isinstance(value, bool):
        return t(f"value.{str(value).lower()}")
    if isinstance(value, int | float):
        return formatted(value, "integer" if float(value).is_integer() else "decimal", language)
    return str(value)


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
