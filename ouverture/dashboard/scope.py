"""The scope bar: what the reader chose, kept in the address, shared by all pages that ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import streamlit as st

from ouverture.dashboard import session, texts
from ouverture.dashboard.session import t
from ouverture.formatting import formatted
from ouverture.metrics.catalogue import Metric, load_common
from ouverture.metrics.errors import MetricError

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_COMMON: dict[str, Any] = load_common()["parameter"]
CONTROLS: dict[str, tuple[list[str], str]] = {  # values and default
    "measure": (["downloads", "share", "index"], "downloads"),
    **{name: (_COMMON[name]["allowed"], _COMMON[name]["default"]) for name in ("rule", "tasks", "threshold", "basis")},
}
MOST_LABS: int = _COMMON["labs"]["max_items"]
DEFAULT_LABS: list[str] = _COMMON["labs"]["default"]


def place(where: DeltaGenerator | None) -> None:
    """Where on the page the scope bar stands: beside the title, or where it is called."""
    st.session_state["scope-place"] = where


def scope_bar(*controls: str) -> None:
    """The named controls (tasks, threshold, labs, measure) folded under what they hold; values go into the address."""
    st.session_state["scope-on-screen"] = (urlsplit(st.context.url or "").path, controls)
    where = st.session_state.pop("scope-place", None) or st.container()
    row = [control for control in controls if control != "labs"]
    held = [t(f"scope.{control}_{chosen_value(control) or _default(control)}") for control in row]
    if "labs" in controls:
        labs = len(_asked("labs"))
        held.insert(0, t("scope.held_lab") if labs == 1 else t("scope.held_labs", labs=labs))
    with where, st.popover(" · ".join(held), icon=":material/tune:", key="scope"):
        if "labs" in controls:
            _labs()
        _row(row)


def folded(held: str) -> AbstractContextManager[Any]:
    """Where a page's own field stands: where it is called, on a phone beside the title under what it holds."""
    where = st.session_state.pop("scope-place", None) if session.canvas().narrow else None
    if where is None:
        return nullcontext()
    with where:
        return st.popover(held, icon=":material/tune:", key="scope")


def choices(*controls: str) -> None:
    """The named controls for a place that folds them itself."""
    st.session_state["scope-on-screen"] = (urlsplit(st.context.url or "").path, controls)
    _row(controls)


def asked_of(metric: Metric) -> dict[str, Any]:
    """The shared scope as far as this metric takes it: a value it does not know is meant for others."""
    asked = {}
    for key, declared in metric.parameters.items():
        value = chosen_value(key) if key in session.SHARED_PARAMETERS else None
        if value is None:
            continue
        with suppress(ValueError):
            asked[key] = declared.parse(value)
    return asked


def _row(controls: Sequence[str]) -> None:
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        for control in controls:
            _choice(control)
    if "basis" in controls:
        _ratio()


def on_screen() -> tuple[str, ...]:
    """The controls that the scope bar of this page shows."""
    page, controls = st.session_state.get("scope-on-screen", ("", ()))
    return controls if page == urlsplit(st.context.url or "").path else ()


def carry() -> None:
    """Bring address and session together, first thing in a run: the address is the state.

    A page that was reached without the shared scope gets it back, unless Back or Forward led there; an address changed
    by hand or by those two changes the widgets. Streamlit's own binding writes labels, which only one language
    understands, and forgets them on the next page.
    """
    kept, page, restored = session.kept_scope(), urlsplit(st.context.url or "").path, session.restored()
    moved = st.session_state.get("shared-scope-page") != page
    st.session_state["shared-scope-page"] = page
    for name in session.SHARED_PARAMETERS:
        values = st.query_params.get_all(name)
        if values == kept.get(name, []) and not restored:
            continue
        if moved and not values and not restored:
            st.query_params[name] = kept[name]
            continue
        kept[name] = values
        if name in st.session_state:
            st.session_state[name] = _asked(name)


def keep(name: str) -> None:
    """Callback of a shared widget: what it holds now goes into the address, unless it is the default."""
    if session.restored():
        return
    value = st.session_state[name]
    if value == _default(name):
        session.kept_scope().pop(name, None)
        st.query_params.pop(name, None)
    else:
        session.kept_scope()[name] = value if isinstance(value, list) else [value]
        st.query_params[name] = value


def _default(name: str) -> str | list[str]:
    if name == "lang":
        return session.browser_language()
    if name == "labs":
        return [lab_id for lab_id in DEFAULT_LABS if lab_id in session.registry().labs]
    return CONTROLS[name][1]


def _asked(name: str) -> str | list[str]:
    """What the address asks a shared widget to show, bad values ignored; else its default."""
    values = session.kept_values(name)
    if name == "labs":
        return [lab_id for lab_id in values if lab_id in session.registry().labs][:MOST_LABS] or _default(name)
    options = texts.LANGUAGES if name == "lang" else CONTROLS[name][0]
    return values[-1] if values and values[-1] in options else _default(name)


def language_choice() -> None:
    """The switch between the languages."""
    st.segmented_control(
        t("app.language"),
        texts.LANGUAGES,
        default=_asked("lang"),
        required=True,
        format_func={"en": "English", "fr": "Français"}.__getitem__,
        key="lang",
        on_change=keep,
        args=("lang",),
        label_visibility="collapsed",
    )


def chosen_value(name: str) -> object | None:
    """Value of a shared control, from the widget or the address; None where nothing was chosen."""
    if (held := session.widget(name)) is not None:
        return held or None
    return _asked(name) if session.kept_values(name) else None


def _choice(control: str) -> None:
    help_key = f"scope.{control}_help"
    st.segmented_control(
        t(f"scope.{control}"),
        CONTROLS[control][0],
        default=_asked(control),
        required=True,
        format_func=lambda option: t(f"scope.{control}_{option}"),
        key=control,
        help=t(help_key) if control != "measure" else None,
        on_change=keep,
        args=(control,),
    )


def _ratio() -> None:
    """What adjusting takes from the newest reading, beside the switch: raw and adjusted are one click apart."""
    tasks = chosen_value("tasks") or _default("tasks")
    with suppress(MetricError):
        result = session.reader().run("adjustment", {"tasks": tasks}, build_id=session.pinned_build())
        if finding := result.finding:
            language = session.language()
            st.caption(
                t(
                    "scope.basis_ratio" if finding.values["models"] else "scope.basis_same",
                    share=formatted(1 - finding.values["out"], "percent", language),
                    models=formatted(finding.values["models"], "integer", language),
                    date=formatted(finding.as_of, "date", language),
                    tasks=t(f"scope.ratio_{tasks}"),
                )
            )


def _labs() -> None:
    registry = session.registry()
    st.multiselect(
        t("scope.labs"),
        sorted(registry.labs, key=lambda lab_id: registry.labs[lab_id].name.lower()),
        default=_asked("labs"),
        format_func=lambda lab_id: registry.labs[lab_id].name,
        max_selections=MOST_LABS,
        key="labs",
        help=t("scope.labs_help"),
        on_change=keep,
        args=("labs",),
    )
