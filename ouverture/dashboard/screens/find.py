"""Find a model: a closed model in the address, answered by the open models that score, fit and may be used."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import streamlit as st

from ouverture.dashboard import markup, session, spelling
from ouverture.dashboard.card import fetch
from ouverture.dashboard.controls import Keys, show_controls
from ouverture.dashboard.markup import link, number, safe, to
from ouverture.dashboard.screens import against
from ouverture.dashboard.session import t
from ouverture.metrics.errors import MetricError
from ouverture.metrics.result import Result

Row = Mapping[str, Any]

KEYS: Keys = {  # of the metric, and what they are called in the address
    "memory": "memory",
    "bits": "bits",
    "country_eu": "eu",
    "commercial": "commercial",
    "monthly_users": "users",
    "terms": "licence",
    "country": "country",
}
SHOWN = 10  # rows before the rest is folded
NEAREST = 3  # of each kind of miss
SIZES = (8, 12, 16, 24, 32, 48, 64, 80, 96, 128, 192, 256, 320, 512, 640, 1024, 2048)  # GB of machines


def finder() -> None:
    """The form, kept in the address; under it the answer in one sentence, the models ranked, and their card."""
    names = _closed_models()
    asked = (st.query_params.get("model") or "").strip()
    reading = spelling.read(asked, names) if asked else spelling.Reading(None)
    result = fetch("find_model", controls=KEYS, closed_model=reading.name)
    if result is None:
        return
    with st.container(border=True):
        _form(asked, names, result)
    if asked and reading.name is None:
        _unknown(asked, reading, names)
        return
    rows: list[Row] = result.table.to_pylist()
    matches = [row for row in rows if row["place"]]
    memory = result.parameters["memory"]
    markup.show(
        _answer(result, rows, asked, reading) + (_ranked(matches, memory) if matches else _misses(rows, memory))
    )
    if drawn := against.picture(rows, memory):
        with st.container(border=True):
            markup.show(drawn + _foot(result))


def first_words(result: Result) -> str:
    """The answer to a form that names no model, before the page runs."""
    return f'<div class="om">{_answer(result, result.table.to_pylist(), "", spelling.Reading(None))}</div>'


def _closed_models() -> list[str]:
    try:
        return session.reader().choices("find_model", "closed_model", build_id=session.pinned_build()) or []
    except MetricError:
        return []  # the card's place says why


def _form(asked: str, names: Sequence[str], result: Result) -> None:
    st.session_state["find-model"] = asked or None  # the address is the state, the back button's too
    narrow = session.canvas().narrow
    model = st.container(width="stretch" if narrow else 480)
    settings = st.expander(_settings(result), icon=":material/tune:") if narrow else st.container()
    model.selectbox(
        t("find.model"),
        names if asked in ("", *names) else [asked, *names],
        index=None,
        key="find-model",
        placeholder=t("find.any_model"),
        accept_new_options=True,
        help=t("find.model_help", models=len(names)),
        on_change=session.keep_in_address,
        args=("find-model", "model"),
    )
    with settings:  # folded on a phone: answers first
        show_controls(result, KEYS, folded=False)


def _settings(result: Result) -> str:
    held = result.parameters
    parts = [f"{held['memory']} {t('find.gb')}"] if held["memory"] else []
    parts += [t(f"find.held_{name}") for name in ("country_eu", "commercial") if held[name]]
    return " · ".join(parts) or t("find.settings")


def _unknown(asked: str, reading: spelling.Reading, names: Sequence[str]) -> None:
    """No closed model of that name: the spellings most like it, and where an open one would be."""
    said = f"<h2>{safe(t('find.unknown', model=asked))}</h2>"
    if reading.others:
        said += f"<p>{safe(t('find.closest'))} {_spellings(reading.others)}</p>"
    elsewhere = link(to("models", q=asked), safe(t("find.among_open")))
    markup.show(f'{said}<p class="soft">{safe(t("find.known", models=len(names)))} {elsewhere}</p>')


def _spellings(names: Sequence[str]) -> str:
    return " · ".join(link(_again(model=name), safe(name)) for name in names)


def _again(**changed: object) -> str:
    """This page with all that the address holds, but for what changes."""
    held = {key: st.query_params[key] for key in ("model", *KEYS.values()) if key in st.query_params}
    return to("find", **{**held, **changed})


def _answer(result: Result, rows: Sequence[Row], asked: str, reading: spelling.Reading) -> str:
    language = session.language()
    said = f"<h2>{safe(result.headline(language) or t('state.empty'))}</h2>"
    if asked and reading.name != asked:
        others = f" {safe(t('find.or'))} {_spellings(reading.others)}" if reading.others else ""
        said += f"<p>{safe(t('find.read_as'))} <b>{safe(reading.name)}</b>.{others}</p>"
    if note := result.note(language):
        said += f"<p>{safe(note)}</p>"
    if rows and (price := rows[0]["closed_price_usd"]) is not None:
        sold = t(
            "find.sold", model=rows[0]["closed_model"], price=_price(price), date=_day(rows[0]["closed_priced_on"])
        )
        said += f'<p class="soft">{safe(sold)}</p>'
    return said


def _foot(result: Result) -> str:
    """Caveat and source, with the chart's own page, where its table, method and downloads are."""
    caveat = result.metric.limits.in_(session.language())[0]
    sources = "; ".join(credit.line.in_(session.language()) for credit in result.credits)
    asked = {"metric": "find_model"} | session.changed_parameters(result)
    chart, chart_method = to("card", **asked), to("card", **asked, tab="method")
    return (
        f'<p class="caveat">{safe(caveat)}</p><p class="soft foot">{safe(t("card.source", sources=sources))} · '
        f"{link(chart, safe(t('find.chart')))} · {link(chart_method, safe(t('card.method')))}</p>"
    )


def _ranked(matches: Sequence[Row], memory: Any) -> str:
    clauses: set[str] = set()
    listed = [_model(row, clauses, memory) for row in matches]
    most = f"<ol>{''.join(listed[:SHOWN])}</ol>"
    if rest := listed[SHOWN:]:
        more = safe(t("find.more", models=len(rest)))
        most += f"<details><summary>{more}</summary><ol>{''.join(rest)}</ol></details>"
    return f'<div class="models">{_heads()}{most}</div>'


def _misses(rows: Sequence[Row], held: Any) -> str:
    """The models that miss one condition, by which, with the change that would let the smallest of them in."""
    near = [row for row in rows if row["misses"] == 1]
    memory = sorted((row for row in near if row["fits"] is False), key=lambda row: row["memory_gb"])
    kinds = {
        "score": sorted((row for row in near if not row["scores"]), key=lambda row: -row["open_score"]),
        "memory": memory,
        "size": [row for row in near if row["fits"] is None],
        "terms": [row for row in near if not row["allowed"]],
        "country": [row for row in near if not row["from_country"]],
    }
    if not near:
        return f"<p>{safe(t('find.nothing_near'))}</p>"
    clauses: set[str] = set()
    said = ""
    for kind, found in kinds.items():
        if found:
            listed = "".join(_model(row, clauses, held) for row in found[:NEAREST])
            said += f"<h3>{safe(t(f'find.miss_{kind}'))}</h3>{_heads()}<ol>{listed}</ol>"
    change = _change(kinds)
    return f'<div class="models">{said}</div>' + (f"<p>{safe(t('find.change'))} {change}</p>" if change else "")


def _change(kinds: Mapping[str, Sequence[Row]]) -> str:
    ways = []
    if kinds["memory"]:
        needed = kinds["memory"][0]["memory_gb"]
        size = next((size for size in SIZES if size >= needed), math.ceil(needed))
        ways.append(link(_again(memory=size), safe(t("find.allow_memory", memory=size))))
    if kinds["terms"] and any(row["verdict"] == "conditions" for row in kinds["terms"]):
        ways.append(link(_again(licence=None), safe(t("find.allow_conditions"))))
    if kinds["country"]:
        ways.append(link(_again(country=None), safe(t("find.allow_countries"))))
    return " · ".join(ways)


def _heads() -> str:
    cells = "".join(
        f"<span>{safe(t(f'find.head_{key}'))}</span>" for key in ("model", "score", "memory", "price", "terms")
    )
    return f'<div class="row heads" aria-hidden="true"><span></span>{cells}</div>'


def _model(row: Row, clauses: set[str], memory: Any) -> str:
    cells = {
        "place": number(row["place"], "integer") if row["place"] else "",
        "name": _name(row),
        "score": _score(row),
        "memory": _memory(row, memory),
        "price": _prices(row),
        "terms": _terms(row, clauses),
    }
    return f'<li class="row">{"".join(f"<div class={css!r}>{cell}</div>" for css, cell in cells.items())}</li>'


def _name(row: Row) -> str:
    name = f'<b class="lead">{safe(row["open_model"])}</b>'
    if row["model_id"]:
        name = link(to("models", model=row["model_id"]), name)
    facts = [safe(row["open_lab"])] if row["open_lab"] else []
    if row["open_released_on"]:
        released = number(row["open_released_on"], "month")
        facts.append(f"{released}, {_later(row['months_later'])}" if row["months_later"] is not None else released)
    if row["model_id"]:
        facts.append(link(f"https://huggingface.co/{quote(row['model_id'])}", "Hub"))
    return f"{name}<br><small>{' · '.join(facts)}</small>"


def _later(months: float) -> str:
    whole = round(abs(months))
    if not whole:
        return safe(t("find.same_month"))
    return safe(t("find.later" if months > 0 else "find.earlier", months=whole))


def _score(row: Row) -> str:
    kind = against.kind_of(row["step"])
    change = f" <small>{_signed(row['score_change'], kind)}</small>" if row["score_change"] is not None else ""
    wins = (
        f"<br><small>{safe(t('find.wins', wins=round(100 * row['wins'])))}</small>" if row["wins"] is not None else ""
    )
    return f"<b>{number(row['open_score'], kind)}</b>{change}{wins}"


def _signed(points: float, kind: str) -> str:
    written = number(points, kind)
    return ("+" if points > 0 and written.strip("0.,") else "") + written


def _memory(row: Row, held: Any) -> str:
    if row["memory_gb"] is None:
        return f"<small>{safe(t('find.size_unknown'))}</small>"
    size = number(1e9 * row["parameters_total_b"], "compact")
    if (active := row["parameters_active_b"]) and active < row["parameters_total_b"]:
        size += safe(t("find.active", active=markup.number(1e9 * active, "compact")))
    drawn = markup.bar(row["memory_gb"] / held, "muted" if row["fits"] else "closed") if held else ""
    return f"<b>{number(round(row['memory_gb'], 1), 'decimal')} {safe(t('find.gb'))}</b> <small>{size}</small>{drawn}"


def _prices(row: Row) -> str:
    if row["open_price_usd"] is None:
        return f"<small>{safe(t('find.not_priced'))}</small>"
    said = f"<b>{safe(_price(row['open_price_usd']))}</b>"
    if (ratio := row["price_ratio"]) and not math.isclose(ratio, 1, rel_tol=0.05):
        times = 1 / ratio if ratio < 1 else ratio
        written = markup.number(round(times, 1) if times < 10 else times, "decimal" if times < 10 else "integer")
        said += f"<br><small>{safe(t('find.cheaper' if ratio < 1 else 'find.dearer', times=written))}</small>"
    return said


def _terms(row: Row, clauses: set[str]) -> str:
    verdict, why = row["verdict"], row["why"]
    dot = f'<i class="dot" style="background:var(--{against.COLOURS[verdict]})"></i>'
    said = f"{dot}<b>{safe(t(f'find.may_{verdict}'))}</b><br>"
    named = safe(row["licence_name"] or t("find.no_licence"))
    clause = row["clause_fr"] if session.language() == "fr" and row["clause_fr"] else row["clause"]
    if verdict == "free":
        clause = t("find.no_limit")
    elif why in ("gated", "licence", "clause"):
        clause = t(f"find.why_{why}")
    elif clause in clauses:
        clause = t("find.same_clause")
    elif clause:
        clauses.add(clause)
    text = link(row["link"], named) if row["link"] else named
    return f"{said}<small>{text}. {safe(clause or '')}</small>"


def _price(usd: float) -> str:
    return t("find.price", price=markup.number(usd, "decimal"))


def _day(day: Any) -> str:
    return markup.number(day, "date")
