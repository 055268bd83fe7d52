"""What each question of an assistant is answered with: plain values, the same whatever the transport.

A number never travels alone: day, unit, what it counts, caveat, confidence, sources and two links (live, and archived:
the archive keeps what it shows) go with it. Where there is no number, ``answered`` is false, with why and what would
give one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import pyarrow.compute as pc

from ouverture.assistant.claims import claims_of
from ouverture.assistant.not_here import not_here
from ouverture.assistant.provenance import Links
from ouverture.assistant.rows import newest_first, rows_of, scope_of
from ouverture.dashboard.address import card_address
from ouverture.dashboard.caveat import caveat_of
from ouverture.dashboard.search import Hit, search
from ouverture.dashboard.texts import texts
from ouverture.metrics.bundle import citation, unknown_task
from ouverture.metrics.citation import bibtex, csl_json, quotation
from ouverture.metrics.description import description
from ouverture.metrics.errors import BadParameter
from ouverture.metrics.left_out import left_out_of
from ouverture.metrics.names import folded
from ouverture.metrics.reader import Reader
from ouverture.metrics.result import Result
from ouverture.metrics.strict import LOCALES
from ouverture.registry import shared_registry

ROWS = 20  # of one answer, unless more are asked for
MOST_ROWS = 200
SIDE_BY_SIDE = ("lab_reach", "cohort_curves", "lab_releases")  # asked for the labs of a comparison, beside their table


class Answers:
    """Answers from the published builds of ``reader``; addresses in them begin with ``origin``."""

    def __init__(self, reader: Reader, origin: str) -> None:
        self._reader = reader
        self._origin = origin
        self._links = Links(reader, origin)

    def search(self, question: str, language: str) -> dict[str, Any]:
        """What has a name like ``question``; where nothing has, what is not measured here at all."""
        answer = search(self._reader, question, language)
        hits = [self._hit(hit) for hit in answer.hits]
        if answer.found:
            return {"answered": True, "hits": hits}
        if hits:
            return {"answered": False, "why": "Nothing here is called so; these are spelt nearly so.", "hits": hits}
        return {"answered": False, "why": "Nothing here is called so.", "not_measured_here": not_here(language)}

    def metrics(self, topic: str | None, containing: str | None, language: str) -> dict[str, Any]:
        """Every metric, or those of a topic or with a word in name, title or question."""
        topics = self._reader.catalogue.topics()
        if topic is not None and topic not in topics:
            known = sorted(topics)
            raise BadParameter("topic", topic, known, f"There is no topic {topic!r}; choose {', '.join(known)}.")
        listed = [
            {
                "name": metric.name,
                "topic": metric.topic,
                "title": metric.title.in_(language),
                "question": metric.question.in_(language),
                "unit": metric.unit.in_(language),
                "required_parameters": list(metric.required),
            }
            for metric in self._reader.catalogue.values()
            if topic in (None, metric.topic)
        ]
        if containing:
            word, fields = containing.lower(), ("name", "title", "question")
            listed = [one for one in listed if any(word in str(one[key]).lower() for key in fields)]
        return {"metrics": listed, "topics": sorted(topics)}

    def describe(self, name: str, language: str) -> dict[str, Any]:
        """How a metric is made: formula, limits, parameters with what they accept, columns, history of changes."""
        metric = self._reader.catalogue[name]
        about: dict[str, Any] = _spoken(description(metric), language)
        changes = [{"on": change.on.isoformat(), "what": change.in_(language)} for change in metric.changelog]
        return about | {"changes": changes, "chart": card_address(self._origin, name)}

    def ask(
        self, name: str, parameters: Mapping[str, object] | None, rows: int, language: str, build: str | None = None
    ) -> dict[str, Any]:
        """A metric's finding and rows, with all that a sentence about them must say."""
        return self._answer(self._reader.run(name, parameters, build_id=build), rows, language)

    def explain(self, name: str, parameters: Mapping[str, object] | None, language: str) -> dict[str, Any]:
        """What is in a number, what is left out of it, and which ways of counting disagree with its headline."""
        result = self._reader.run(name, parameters)
        metric = result.metric
        curve = self._reader.curve(metric, result.parameters, None)
        return {
            "finding": result.title(language),
            "how": metric.formula.in_(language),
            "limits": metric.limits.in_(language),
            "scope": scope_of(result, language),
            "tasks_unknown": (unknown_task(result) or {}).get(language),
            "left_out": [self._left_out(name, result, language) for name in left_out_of(metric)],
            "definitions": self._definitions(curve, language) if curve else None,
            "not_measured_here": not_here(language),
            "archived_link": self._links.archived(result, language),
        }

    def claims(self, claim_id: str | None, verdict: str | None, language: str) -> dict[str, Any]:
        """Sentences and figures of the debate with their verdicts; of one of them, each way of testing it."""
        return claims_of(self._reader, self._links, claim_id, verdict, language)

    def compare(self, labs: Sequence[str], language: str) -> dict[str, Any]:
        """Labs side by side: their rows in the table of labs, and what three more metrics find for them."""
        named = [self._lab(name, language) for name in dict.fromkeys(labs)]
        table = self._reader.run("lab_table")
        chosen = table.table.filter(pc.field("lab_id").isin(named))
        absent = sorted(set(named) - set(chosen.column("lab_id").to_pylist()))
        answer = self._answer(table, 0, language) | {"rows": rows_of(table, chosen), "rows_shown": chosen.num_rows}
        known = shared_registry().labs
        return {
            "labs": {lab_id: known[lab_id].name for lab_id in named},
            "table": answer,
            "no_reading_of": absent,
            "beside": [self._answer(self._reader.run(name, {"labs": named}), 0, language) for name in SIDE_BY_SIDE],
            "page": f"{self._origin}/labs?{urlencode([('labs', lab_id) for lab_id in named])}",
        }

    def replacement(
        self, closed_model: str | None, asked: Mapping[str, object], rows: int, language: str
    ) -> dict[str, Any]:
        """Open models in place of a closed one; a misspelt name is taken for the nearest, and the answer says so."""
        understood = closed_model
        parameters = {key: value for key, value in asked.items() if value is not None}
        try:
            result = self._reader.run("find_model", parameters | {"closed_model": closed_model})
        except BadParameter as fault:
            hits = search(self._reader, closed_model or "", "en").hits if fault.parameter == "closed_model" else []
            named = next((hit for hit in hits if hit.kind == "closed_model"), None)
            if named is None:
                raise
            understood = named.label
            result = self._reader.run("find_model", parameters | {"closed_model": understood})
        return {"understood_as": understood} | self._answer(result, rows, language)

    def cite(
        self, name: str, parameters: Mapping[str, object] | None, language: str, build: str | None = None
    ) -> dict[str, Any]:
        """Ways to cite and to quote what a metric shows."""
        result = self._reader.run(name, parameters, build_id=build)
        address = self._links.archived(result, language)
        return {
            "text": citation(result, language, address=address),
            "quotation": quotation(result, caveat_of(result, language), language, address),
            "bibtex": bibtex(result, language, address),
            "csl_json": json.loads(csl_json(result, language, address)),
            "licences": {credit.source: credit.licence for credit in result.credits},
        } | self._links.provenance(result, language)

    def _answer(self, result: Result, rows: int, language: str) -> dict[str, Any]:
        metric, finding = result.metric, result.finding
        if not result.table.num_rows:
            return {
                "answered": False,
                "metric": metric.name,
                "why": metric.empty.in_(language) if metric.empty else metric.limits.in_(language)[0],
                "not_measured_here": not_here(language),
            } | self._links.provenance(result, language)
        shown = max(0, min(rows, MOST_ROWS))
        reason = finding.confidence_reason if finding else None
        return {
            "answered": True,
            "metric": metric.name,
            "question": metric.question.in_(language),
            "finding": result.headline(language),
            "note": result.note(language),
            "caveat": caveat_of(result, language),
            "confidence": finding.confidence if finding else None,
            "because": texts(language).get(f"reason.{reason}"),
            "unit": metric.unit.in_(language),
            "scope": scope_of(result, language),
            "tasks_unknown": (unknown_task(result) or {}).get(language),
            "one_row_is": metric.grain,
            "columns": {name: column.meaning.in_(language) for name, column in metric.columns.items() if shown},
            "rows": rows_of(result, newest_first(result).slice(0, shown)),
            "rows_shown": min(shown, result.table.num_rows),
            "rows_in_all": result.table.num_rows,
        } | self._links.provenance(result, language)

    def _hit(self, hit: Hit) -> dict[str, Any]:
        return {
            "kind": hit.kind,
            "id": hit.id,
            "label": hit.label,
            "detail": hit.detail,
            "spelt_so": hit.exact,
            "link": self._origin + hit.address,
        }

    def _left_out(self, name: str, result: Result, language: str) -> dict[str, Any]:
        declared = self._reader.catalogue[name].parameters
        same = {key: value for key, value in result.parameters.items() if key in declared}
        left = self._reader.run(name, same)
        return {"metric": name, "finding": left.title(language), "rows": rows_of(left, left.table.slice(0, ROWS))}

    def _definitions(self, curve: Result, language: str) -> dict[str, Any]:
        rows = curve.table.to_pylist()
        return {
            "finding": curve.headline(language),
            "ways": len(rows),
            "agree": [row["definition"] for row in rows if row["holds"]],
            "disagree": [
                {key: row[key] for key in ("definition", "figure", "verdict")} for row in rows if row["holds"] is False
            ],
            "metric": curve.metric.name,
        }

    def _lab(self, name: str, language: str) -> str:
        """The key of a lab, given as key or as name. Raises BadParameter."""
        labs = shared_registry().labs
        called = {folded(word): lab_id for lab_id, lab in labs.items() for word in (lab.name, lab_id)}
        if found := called.get(folded(name)):
            return found
        hits = search(self._reader, name, language).hits
        near = [hit.id for hit in hits if hit.kind == "lab"]
        hint = f", did you mean {' or '.join(map(repr, near[:3]))}?" if near else "; search finds the labs by name."
        raise BadParameter("labs", name, sorted(labs), f"There is no lab {name!r}{hint}")


def _spoken(words: Any, language: str) -> Any:
    """The same with one language of each text."""
    if isinstance(words, list):
        return [_spoken(one, language) for one in words]
    if not isinstance(words, dict):
        return words
    if words.keys() == set(LOCALES):
        return words[language]
    return {key: _spoken(value, language) for key, value in words.items()}
