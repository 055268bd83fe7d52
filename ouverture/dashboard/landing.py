"""What the first HTML of an address says before any script runs: title, description, picture, language, and whether
there is anything at that address at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ouverture.dashboard.navigation import HOME, PAGES, Page
from ouverture.dashboard.search import read, said_by
from ouverture.dashboard.texts import LANGUAGES, text, texts
from ouverture.formatting import formatted
from ouverture.metrics.errors import MetricError
from ouverture.metrics.metric import Metric
from ouverture.metrics.reader import shared_reader
from ouverture.metrics.result import Result
from ouverture.registry import shared_registry

Query = Mapping[str, Sequence[str]]  # of an address; a name that is there once holds one value

LONGEST = 200  # characters of a description
LEADING = {  # the chart whose picture stands for a page; the home page's for those without one
    "overview": "open_share",
    "open_vs_closed": "routed_open_share",
    "labs": "lab_adoption",
    "models": "movers",
    "geography": "country_share",
    "concentration": "concentration",
    "find": "find_model",
    "openness": "adoption_weighted_openness",
    "lineage": "attribution",
    "claims": "capability_gap",
    "changes": "changes_routed",
    "method": "adjustment",
    "data": "hub_growth",
}


@dataclass(frozen=True)
class Landing:
    """An address as others see it who do not run scripts. ``picture`` is a path below the server's root, ``result``
    the rows that stand there, where it is a chart's."""

    title: str
    description: str
    language: str
    picture: str | None = None
    found: bool = True
    result: Result | None = None


def page_at(path: str) -> Page | None:
    """The page at a path of the server, if any: that very path, for the gate counts addresses by their beginning."""
    return next((page for page in PAGES if path == f"/{page.url_path}"), None)


def language_of(query: Query, accepted: str) -> str:
    """The language that the address asks for, else French where the browser prefers it, else English."""
    if (asked := _one(query, "lang")) in LANGUAGES:
        return str(asked)
    return "fr" if accepted.strip().lower().startswith("fr") else "en"


def landing(page: Page, query: Query, language: str) -> Landing:
    """What stands at this page's address with these parameters."""
    match page.key:
        case "card" if "metric" in query:
            return _chart(query, language)
        case "labs" if lab := _one(query, "lab"):
            return _lab(lab, page, language)
        case "models" if model := _one(query, "model"):
            return _model(model, page, language)
        case "claims" if claim := _one(query, "claim"):
            return _claim(claim, page, language)
    return _page(page, language)


def nothing(language: str) -> Landing:
    """There is nothing at this address."""
    return Landing(text(language, "landing.nothing"), text(language, "landing.nothing_lead"), language, found=False)


def _page(page: Page, language: str, *, found: bool = True) -> Landing:
    known = texts(language)
    title = known.get(f"title.{page.key}") or known[f"page.{page.key}"]
    about = known.get(f"lead.{page.key}") or known["app.about"]
    named = title if page is HOME else f"{title} · Ouverture"
    return Landing(named, _short(about), language, _picture(_leading(page), language), found)


def _chart(query: Query, language: str) -> Landing:
    catalogue, name = shared_reader().catalogue, query["metric"][-1]
    if name not in catalogue:
        return nothing(language)
    metric = catalogue[name]
    given = {key: _value(metric, query, key) for key in query if key in metric.parameters}
    result = _result(name, given, _one(query, "build"))
    if result is None:
        return Landing(f"{metric.title.in_(language)} · Ouverture", metric.question.in_(language), language)
    description = " ".join(filter(None, (metric.question.in_(language), result.note(language))))
    picture = _picture(name, language, dict(metric.changed_from_default(result.parameters)), _one(query, "build"))
    return Landing(f"{result.title(language)} · Ouverture", _short(description), language, picture, result=result)


def _lab(lab_id: str, page: Page, language: str) -> Landing:
    lab = shared_registry().labs.get(lab_id)
    if lab is None:
        return _page(page, language, found=False)
    country = formatted(lab.country, "country", language) if lab.country else None
    facts = ", ".join(filter(None, (text(language, f"labs.kind_{lab.kind}"), country)))
    description = text(language, "landing.lab", lab=lab.name, facts=facts)
    return Landing(
        f"{lab.name} · Ouverture", description, language, _picture("lab_adoption", language, {"labs": lab_id})
    )


def _model(model_id: str, page: Page, language: str) -> Landing:
    result = _result("model_profile", {"model": model_id}, None)
    if result is None or not result.table.num_rows:
        return _page(page, language, found=result is None)  # without a build nobody knows
    row = result.table.to_pylist()[0]
    name = row["model_id"]
    description = text(language, "landing.model", model=name)
    if row["downloads_30d"] is not None:
        description = f"{read(row['downloads_30d'], row['latest_on'], language)}. {description}"
    return Landing(
        f"{name} · Ouverture", _short(description), language, _picture("model_history", language, {"model": name})
    )


def _claim(claim_id: str, page: Page, language: str) -> Landing:
    claim = shared_registry().claims.get(claim_id)
    if claim is None:
        return _page(page, language, found=False)
    sentence = claim.claim_fr if language == "fr" else claim.claim_en
    verdict = verdict_of(claim_id, language)
    description = ". ".join(filter(None, (verdict, text(language, "landing.claim", who=said_by(claim, language)))))
    return Landing(f"{sentence} · Ouverture", description, language, _picture(claim.metric or _leading(page), language))


def verdict_of(claim_id: str, language: str) -> str | None:
    """The verdict on a claim in a word; None without a build."""
    result = _result("claims", {}, None)
    rows = result.table.to_pylist() if result else []
    verdict = next((row["verdict"] for row in rows if row["claim_id"] == claim_id), None)
    return texts(language).get(f"claims.verdict_{verdict}") if verdict else None


def _result(name: str, given: Mapping[str, Any], build: str | None) -> Result | None:
    try:
        return shared_reader().run(name, given, build_id=build)
    except MetricError:
        return None


def _value(metric: Metric, query: Query, key: str) -> Any:
    values = list(query[key])
    return values if metric.parameters[key].type == "list" else values[-1]


def _one(query: Query, name: str) -> str | None:
    values = query.get(name)
    return values[-1] if values else None


def _leading(page: Page) -> str:
    return LEADING.get(page.key, LEADING[HOME.key])


def _picture(
    metric: str, language: str, given: Mapping[str, Any] | None = None, build: str | None = None
) -> str | None:
    if metric not in shared_reader().catalogue:
        return None
    asked = {**(given or {}), **({"lang": language} if language != "en" else {}), **({"build": build} if build else {})}
    query = f"?{urlencode(asked, doseq=True)}" if asked else ""
    return f"/api/v1/metrics/{metric}.png{query}"


def _short(description: str) -> str:
    """As much as a preview shows whole. No text that leads here holds Markdown, and names may hold its signs."""
    return description if len(description) <= LONGEST else f"{description[:LONGEST].rsplit(' ', 1)[0]}…"
