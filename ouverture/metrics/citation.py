"""Ways to quote and to cite a result: a sentence with its caveat, and the forms that reference managers read."""

from __future__ import annotations

import json
import re

from ouverture.formatting import formatted
from ouverture.metrics.result import Result
from ouverture.metrics.terms import AUTHOR
from ouverture.metrics.words import words_in

_SPECIAL = re.compile(r"[\\{}%&#_$~^]")


def quotation(result: Result, caveat: str, locale: str, address: str) -> str:
    """A sentence to print: the finding with its day, what a reader must not miss of it, its source and its address."""
    headline = result.headline(locale) or result.metric.question.in_(locale)
    day = formatted(result.finding.as_of, "date", locale) if result.finding and result.finding.as_of else ""
    metric = result.metric
    drawn = metric.chart.y_for(result.parameters) if metric.chart.y_of else None  # of several measures the one shown
    unit = metric.columns[drawn].label if drawn else metric.unit
    facts = ", ".join([unit.in_(locale), *([day] if day not in headline else [])])
    sources = "; ".join(credit.line.in_(locale) for credit in result.credits)
    sentence = headline if headline.endswith((".", "?")) else f"{headline} ({facts})."
    sources_line = words_in(locale)["quoted"].format(sources=sources, address=address) if sources else address
    return " ".join(filter(None, (sentence, caveat, sources_line)))


def bibtex(result: Result, locale: str, address: str = "") -> str:
    """The citation for BibTeX and BibLaTeX; without an address where none is known."""
    built = result.build.built_at
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": f"{{{_plain(_title(result, locale))}}}",
        "year": f"{built.year}",
        "month": f"{built.month}",
        "howpublished": "Ouverture",
        "note": _plain(_note(result, locale)),
        "url": address,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{ouverture-{result.metric.name}-{result.build.build_id},\n{lines}\n}}"


def csl_json(result: Result, locale: str, address: str = "") -> str:
    """The citation as CSL-JSON, which Zotero, Pandoc and others read; without an address where none is known."""
    built = result.build.built_at
    entry = {
        "id": f"ouverture-{result.metric.name}-{result.build.build_id}",
        "type": "dataset",
        "title": _title(result, locale),
        "author": [{"literal": AUTHOR}],
        "publisher": "Ouverture",
        "issued": {"date-parts": [[built.year, built.month, built.day]]},
        "version": f"{result.metric.edition}, {result.build.build_id}",
        "language": locale,
        "note": _note(result, locale),
        **({"URL": address} if address else {}),
    }
    return json.dumps([entry], ensure_ascii=False, indent=2)


def _title(result: Result, locale: str) -> str:
    return result.metric.title.in_(locale)


def _note(result: Result, locale: str) -> str:
    day = (result.finding and result.finding.as_of) or result.build.built_at
    known = {
        "name": result.metric.name,
        "version": result.metric.edition,
        "build": result.build.build_id,
        "as_of": formatted(day, "date", locale),
    }
    return words_in(locale)["cited"].format(**known)


def _plain(text: str) -> str:
    """Text without what TeX would take for its own."""
    return _SPECIAL.sub(lambda sign: "" if sign[0] in "\\{}" else f"\\{sign[0]}", text)
