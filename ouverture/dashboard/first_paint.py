"""What a page will say first, as markup for the browser that has not begun to run it: its title with the finding, the
words of its first card and its chart.

Everything comes from the functions that the page itself calls, and only from memory: what is not there yet is left
out, so that nobody waits. ``FIRST`` says which card that is; a test holds it to the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ouverture.dashboard import caveat, session
from ouverture.dashboard.card_words import FOOT, HALF_FOOT, finding_of, head_of, source_of
from ouverture.dashboard.controls import Keys, asked_for, keys_of, offered
from ouverture.dashboard.drawing import is_tall
from ouverture.dashboard.figures import Canvas
from ouverture.dashboard.head import heading
from ouverture.dashboard.markup import safe
from ouverture.dashboard.navigation import Page
from ouverture.dashboard.scope import asked_of
from ouverture.dashboard.screens import changes, claims, find, labs, models, openness, overview
from ouverture.dashboard.screens.front import result_of
from ouverture.dashboard.screens.head_to_head import table
from ouverture.dashboard.session import t, t_or_none
from ouverture.dashboard.view import WHOLE, view_in
from ouverture.metrics.errors import MetricError
from ouverture.metrics.result import Result

Drawn = Callable[[Result, Canvas], str | None]  # the chart's picture as markup, where there is one


@dataclass(frozen=True)
class First:
    """The card that completes a page's title; ``on_top`` where nothing stands between the two, else it comes without
    its chart."""

    metric: str
    controls: Sequence[str] = ()
    on_top: bool = True


@dataclass(frozen=True)
class Painted:
    """Markup, and the selector of what the page must show before this may go."""

    body: str
    until: str


FIRST: Mapping[str, First] = {
    "geography": First("country_share"),
    "concentration": First("concentration", ("unit",)),
    "lineage": First("attribution", ("mode",)),
    "labs": First("lab_adoption", on_top=False),  # on a phone, where the table comes after it, it is
}
VIEWS: Mapping[str, Mapping[str, First | None]] = {
    "open_vs_closed": {
        "use": First("open_share"),
        "capability": First("capability_gap", ("yardstick",), on_top=False),
        "price": First("price_gap", ("yardstick",), on_top=False),
        "releases": First("releases_by_tier", on_top=False),
        "checks": First("open_share_definitions"),
    },
    "openness": {
        "degrees": First("adoption_weighted_openness", ("lab",)),
        "opened": First("openness_matrix", ("family",)),
        "allowed": First("may_i_use_it", openness.QUESTIONS, on_top=False),
    },
    "method": {"read": None, "numbers": None, "judged": First("adjustment"), "licences": None},
    "data": {"health": First("run_history", on_top=False), "held": First("coverage"), "take": None},
}

BARE = ("overview", "card", "claims", "changes")


def painted(page: Page, title: str, drawn: Drawn) -> Painted | None:
    """The first words and chart of a page for the visitor who arrives; ``title`` is what the address is called."""
    if page.key in BARE:
        return _own_page(drawn) if page.key == "card" else _words(page)
    name = _named(page, title)
    if page.key in VIEWS:
        return _view(page, name, drawn)
    if page.key in FIRST and not session.given("lab"):
        return _answer(page, name, drawn)
    lead = None if name != _own_name(page) else t_or_none(f"lead.{page.key}")
    body = _title(name) + (f"<p>{safe(lead)}</p>" if lead else "")
    if page.key == "find" and not session.given("model") and (result := _result("find_model", keys_of(find.KEYS))):
        return Painted(body + find.first_words(result), "h2")
    return Painted(body, "h1")


def _words(page: Page) -> Painted | None:
    """The first words of a page that writes its title itself."""
    said: str | None = None
    if page.key == "overview" and (strips := overview.first_words()):
        said = f'<div class="ov">{strips}</div>'
    elif page.key == "claims" and (result := result_of("claims")):
        said = claims.first_words(result)
    elif page.key == "changes":
        said = changes.first_words() or f'<div class="wc">{heading(t("page.changes"))}</div>'
    return Painted(said, "h1") if said else None


def _own_name(page: Page) -> str:
    return t_or_none(f"title.{page.key}") or t(f"page.{page.key}")


def _named(page: Page, title: str) -> str:
    if page.key == "labs":
        return labs.title() or _own_name(page)
    if page.key == "models" and session.given("model"):
        return models.title() or title
    return _own_name(page)


def _title(name: str) -> str:
    """As Streamlit writes a title."""
    return f'<h1 class="title">{safe(name)}</h1>'


def _answer(page: Page, name: str, drawn: Drawn) -> Painted:
    narrow = session.canvas().narrow
    lead = None if narrow else t_or_none(f"lead.{page.key}")
    top = f'<div class="top"><p>{safe(lead)}</p></div>' if lead else '<div class="top"></div>'
    first = FIRST[page.key]
    if page.key == "labs" and not narrow and (told := table(labs.compared(), _held)):
        top += f'<div class="om">{told}</div>'
    return _led(first, name, top, drawn, on_top=first.on_top or narrow)


def _view(page: Page, name: str, drawn: Drawn) -> Painted:
    views = VIEWS[page.key]
    given = next(reversed(session.given("view")), None)
    if given not in views and page.key == "openness":
        given = next((view for setting, view in openness.OPENS.items() if session.given(setting)), None)
    chosen = str(given) if given in views else next(iter(views))
    choice = "".join(
        f"<b>{safe(t(f'view.{key}'))}</b>" if key == chosen else f"<span>{safe(t(f'view.{key}'))}</span>"
        for key in views
    )
    top = f'<div class="top"><div class="views">{choice}</div></div>'
    if not session.canvas().narrow:
        top += f'<p class="facts">{safe(t(f"view.{chosen}_lead"))}</p>'
    if (first := views[chosen]) is None:
        return Painted(f'<div class="om">{heading(name)}</div>{top}', "h1")
    return _led(first, name, top, drawn, on_top=first.on_top)


def _led(first: First, name: str, top: str, drawn: Drawn, *, on_top: bool) -> Painted:
    """Title and first card of a page that answers."""
    result = _result(first.metric, first.controls)
    finding = finding_of(result) if result else None
    head = f'<div class="om">{heading(name, finding)}</div>{top}'
    if result is None or not result.table.num_rows:
        return Painted(head, "h1")
    chart: Drawn = drawn if on_top else lambda *_: None
    if not (on_top or first.metric == "lab_adoption" or session.canvas().narrow):
        head += '<div class="top"></div>'  # the field between the two
    return Painted(head + _card(result, chart, keys_of(first.controls), completes=True), f".st-key-card-{first.metric}")


def _own_page(drawn: Drawn) -> Painted | None:
    name = next(reversed(session.given("metric")), "")
    catalogue = session.reader().catalogue
    result = _result(name, tuple(catalogue[name].parameters)) if name in catalogue else None
    if result is None or not result.table.num_rows:
        return None
    keys = {} if session.given("embed") else offered(result.metric)
    return Painted(_card(result, drawn, keys, own_page=True), f".st-key-card-{name}")


def _result(name: str, controls: Sequence[str] | Keys) -> Result | None:
    return _held(name, **asked_for(session.reader().catalogue[name], keys_of(controls)))


def _held(name: str, **given: Any) -> Result | None:
    """A metric under the scope of the address; None where it cannot be answered: the page itself says why."""
    asked = {**asked_of(session.reader().catalogue[name]), **given}
    with suppress(MetricError):
        return session.reader().run(name, asked, build_id=session.pinned_build())
    return None


def _card(result: Result, drawn: Drawn, keys: Keys, *, completes: bool = False, own_page: bool = False) -> str:
    """The first card as the page will draw it; without its picture where that is not ready or shows other dates."""
    looked_at = view_in(_last_given(), result) if own_page else WHOLE
    title, sure, facts = head_of(result, keys, looked_at, completes=completes)
    level = "h1" if own_page else "h2"
    picture = drawn(result, session.canvas()) if looked_at == WHOLE else None
    line = caveat.caveat_of(result, session.language())
    told = caveat.caveat_html(line, (), "", "") if line else ""
    parts, room = [picture or "", told], HALF_FOOT if session.canvas().narrow else FOOT
    if is_tall(result, session.registry(), session.canvas(), looked_at):
        parts.reverse()
    return (
        f'<section class="card"><{level}>{safe(title)} {f"<small>{safe(sure)}</small>" if sure else ""}</{level}>'
        f'<p class="facts{"" if own_page or not keys else " sub"}">{safe(facts)}</p>{"".join(parts)}'
        f'<p class="facts">{safe(source_of(result, room))}</p></section>'
    )


def _last_given() -> dict[str, str]:
    return {name: values[-1] for name in ("from", "to", "scale", "events") if (values := session.given(name))}
