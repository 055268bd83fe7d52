"""A card's own settings: parameters of its metric that the page lets the reader set, kept in the address.

The address is the only state. A widget shows what the result was asked for and writes what the reader chooses into the
address, under the parameter's name or another that the page gives; a default is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

import streamlit as st

from ouverture.dashboard import session, theme
from ouverture.dashboard.encoding import origin_name
from ouverture.dashboard.figures.values import shortened
from ouverture.dashboard.session import t, t_or_none
from ouverture.dashboard.texts import texts
from ouverture.dashboard.yardsticks import yardstick_name
from ouverture.formatting import formatted
from ouverture.metrics.catalogue import Metric
from ouverture.metrics.parameters import Parameter, Value
from ouverture.metrics.result import Result

SEGMENTS = 5  # more options than these stand in a list
WORDS = 44  # as do longer ones, in characters of all of them
NARROW, WIDE = 150, 420  # pixels
HELD = 60  # characters of what folded controls hold

NAMES: Mapping[str, Callable[[str, str], str]] = {"country": origin_name, "yardstick": yardstick_name}

Keys = Mapping[str, str]


def keys_of(controls: Collection[str] | Keys) -> Keys:
    """The name in the address of each parameter: its own, unless the page gives another."""
    return controls if isinstance(controls, Mapping) else {name: name for name in controls}


def asked_for(metric: Metric, keys: Keys) -> dict[str, Any]:
    """What the address gives for these parameters of the metric, as it stands there."""
    given = {name: session.given(key) for name, key in keys.items()}
    return {
        name: from_address(metric.parameters[name], values) for name, values in given.items() if values and values[-1]
    }


def from_address(declared: Parameter, values: list[str]) -> str | list[str]:
    """What the address gives for one parameter: all of a list, else the last."""
    return values if declared.type == "list" and len(values) > 1 else values[-1]


def options_of(declared: Parameter, choices: Sequence[str]) -> list[Value]:
    """The options of a widget: values of the parameter, or of a list's items, which alone would parse into lists."""
    return list(choices) if declared.type == "list" else [declared.parse(choice) for choice in choices]


def offered(metric: Metric) -> Keys:
    """What a card on its own lets the reader set: parameters with choices, or with a type that says enough."""
    return {
        name: name
        for name, declared in metric.parameters.items()
        if not declared.required
        and (declared.type not in ("text", "list") or declared.allowed or declared.allowed_from)
    }


def show_controls(result: Result, keys: Keys, *, folded: bool | None = None) -> None:
    """One row of widgets, each showing the value that the result has.

    ``folded``, as they are on a phone where nothing is said, they open from what they hold: the chart comes first.
    """
    narrow = session.canvas().narrow
    place: AbstractContextManager[Any] = nullcontext()
    if narrow if folded is None else folded:
        held = shortened(" · ".join(_held(result, keys)), HELD) or t("card.settings")
        place = st.popover(held, icon=":material/tune:", type="tertiary", key=f"settings-{result.metric.name}")
    with place, st.container(horizontal=not narrow, gap="medium", vertical_alignment="bottom"):
        for name, key in keys.items():
            _widget(result, name, key)


def _held(result: Result, keys: Keys) -> Iterator[str]:
    """What the settings hold, a word each: a value that speaks for itself, else its label with it."""
    for name in keys:
        declared, value = result.metric.parameters[name], result.parameters[name]
        label = declared.label.in_(session.language())
        if isinstance(value, bool):
            if value:
                yield label
        elif value is None:
            yield t_or_none(f"control.any_{name}") or label
        else:
            alone = declared.allowed or declared.allowed_from
            yield written(name, value) if alone else f"{label} {written(name, value)}"


def unshown(result: Result, keys: Collection[str]) -> list[str]:
    """The values that differ from the defaults and that no widget shows, as ``label: value``."""
    metric = result.metric
    told = {*keys, *session.SHARED_PARAMETERS, *metric.required, *(metric.chart.y_of or {})}
    return [
        f"{metric.parameters[name].label.in_(session.language())}: {written(name, value)}"
        for name, value in metric.changed_from_default(result.parameters).items()
        if name not in told
    ]


def written(name: str, value: Value) -> str:
    """A value of a parameter as a reader reads it."""
    if isinstance(value, list):
        return ", ".join(written(name, item) for item in value)
    if isinstance(value, date):
        return formatted(value, "date", session.language())
    return _name_of(name, Parameter.text(value))


def _name_of(name: str, text: str) -> str:
    keys = (f"control.{name}_{text}", f"scope.{name}_{text}", f"value.{name}_{text}", f"value.{text}")
    words = texts(session.language())
    known = next((words[key] for key in keys if key in words), None)
    labs = session.registry().labs
    if known is not None:
        return known
    if name == "tier":
        return t(f"tier.{theme.TIER_KEYS.get(int(text) if text.isdigit() else None, 'unknown')}")
    if name in ("lab", "labs", "shown") and text in labs:
        return labs[text].name
    if name in NAMES:
        return NAMES[name](text, session.language())
    return formatted(int(text), "integer", session.language()) if text.isdigit() and len(text) > len("2026") else text


def _widget(result: Result, name: str, key: str) -> None:
    metric, declared = result.metric, result.metric.parameters[name]
    widget = f"control-{metric.name}-{name}"
    value = result.parameters[name]
    st.session_state[widget] = value
    common: dict[str, Any] = {
        "label": declared.label.in_(session.language()),
        "key": widget,
        "help": t_or_none(f"control.{name}_help"),
        "on_change": _keep,
        "args": (metric, name, key),
    }
    bounds: dict[str, Any] = {"min_value": declared.min, "max_value": declared.max}
    choices = session.reader().choices(metric.name, name, build_id=session.pinned_build())
    if choices is not None:
        _choice(declared, options_of(declared, choices), name, common)
    elif declared.type == "boolean":
        st.toggle(**common)
    elif declared.type == "date":
        st.date_input(format="YYYY-MM-DD", width=NARROW, **common, **bounds)
    else:
        st.number_input(width=min(max(NARROW, 30 + 8 * len(common["label"])), WIDE), **common, **bounds)


def _choice(declared: Parameter, choices: list[Value], name: str, common: Mapping[str, Any]) -> None:
    labels = {Parameter.text(choice): written(name, choice) for choice in choices}
    common = {**common, "format_func": lambda choice: labels.get(Parameter.text(choice), str(choice))}
    if declared.type == "list":
        st.multiselect(options=choices, max_selections=declared.max_items, width=WIDE, **common)
    elif not declared.null and len(choices) <= SEGMENTS and sum(map(len, labels.values())) <= WORDS:
        st.segmented_control(options=choices, required=True, wrap=True, **common)
    else:
        any_ = t_or_none(f"control.any_{name}") or t("models.any")
        widest = max(map(len, [*labels.values(), any_] if declared.null else labels.values()), default=0)
        chosen_by: dict[str, Any] = {"placeholder": any_, "index": None} if declared.null else {}
        st.selectbox(options=choices, width=min(max(130, 48 + 9 * widest), 320), **chosen_by, **common)


def _keep(metric: Metric, name: str, key: str) -> None:
    """What the widget holds goes into the address, unless it is the default."""
    declared = metric.parameters[name]
    default = None if declared.default is None else declared.parse(declared.default)
    session.keep_in_address(f"control-{metric.name}-{name}", key, default)
