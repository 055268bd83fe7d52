"""The ZIP of one result: its rows with what they mean, where they come from and how to cite them."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import asdict
from typing import Any

from ouverture.formatting import formatted
from ouverture.metrics.citation import bibtex, csl_json
from ouverture.metrics.datapackage import of_result
from ouverture.metrics.description import column_dicts, rule_versions
from ouverture.metrics.parameters import Parameter
from ouverture.metrics.result import Result, flags_in
from ouverture.metrics.strict import LOCALES
from ouverture.metrics.terms import AUTHOR, terms
from ouverture.metrics.words import words_in

EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in the ZIP, so that the same result gives the same bytes


def citation(result: Result, locale: str = "en", *, title: str | None = None, address: str | None = None) -> str:
    """One line to cite this result by: title, metric, version, day of the data, build, sources, any address.

    ``title`` is that of the metric unless the result stands for more, such as all that a page says of a lab.
    """
    words = words_in(locale)
    as_of = (result.finding and result.finding.as_of) or result.build.built_at
    facts = {"title": title or result.metric.title.in_(locale), "as_of": formatted(as_of, "date", locale)}
    lines = "; ".join(f"{credit.line.in_(locale)} ({credit.licence})" for credit in result.credits)
    drawn = words["drawn"].format(lines=lines) if lines else None
    return " ".join(filter(None, (words["citation"].format(**facts, **_provenance(result, locale)), drawn, address)))


def metadata(result: Result) -> dict[str, Any]:
    """Everything that is known about a result but its rows, as plain values for JSON."""
    metric = result.metric
    declared = metric.model_dump(mode="json", include={"title", "question", "unit", "grain", "formula", "limits"})
    return {
        "metric": metric.name,
        "version": metric.version,
        "edition": metric.edition,
        "rules": rule_versions(metric),
        **declared,
        "constants": metric.model_dump(mode="json", include={"constants"})["constants"],
        "parameters": parameter_texts(result),
        "columns": column_dicts(metric),
        "rows": result.table.num_rows,
        "truncated": result.truncated,
        "flags": flags_in(result.table),
        "finding": _finding(result),
        "build": {
            "build_id": result.build.build_id,
            "built_at": result.build.built_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "fingerprint": result.build.fingerprint,
            "software_version": result.build.software_version,
            "archived": result.build.archived,
        },
        "sources": [credit.model_dump(mode="json", exclude={"aliases"}) for credit in result.credits],
        "terms": terms(result.credits),
        "citation": {locale: citation(result, locale) for locale in LOCALES},
        "bibtex": {locale: bibtex(result, locale) for locale in LOCALES},
        "csl": {locale: json.loads(csl_json(result, locale)) for locale in LOCALES},
        "unknown_task": unknown_task(result),
        "changelog": metric.model_dump(mode="json", include={"changelog"})["changelog"],
        "rules_changelog": {
            name: rule.model_dump(mode="json", include={"changelog"})["changelog"]
            for name, rule in metric.rules.items()
        },
        "sql": result.sql,
    }


def unknown_task(result: Result) -> dict[str, Any] | None:
    """What the scope of tasks cannot place, as values and in words; None where all tasks count or all are known."""
    if result.unknown_task is None:
        return None
    sentences: dict[str, str] = {locale: result.unknown_task.sentence(locale) for locale in LOCALES}
    return {**asdict(result.unknown_task), "snapshot_date": result.unknown_task.snapshot_date.isoformat(), **sentences}


def parameter_texts(result: Result) -> dict[str, Any]:
    """The parameters as JSON holds them: dates as text, everything else as it is."""
    return {
        name: value if value is None or isinstance(value, str | int | float | list) else Parameter.text(value)
        for name, value in result.parameters.items()
    }


def bundle(result: Result, csv: bytes, locale: str = "en") -> bytes:
    """The ZIP: data.csv, README.md in ``locale``, data package, metadata, citations and LICENCE.txt."""
    files = {
        "data.csv": csv,
        "README.md": _readme(result, locale).encode(),
        "datapackage.json": (json.dumps(of_result(result), ensure_ascii=False, indent=2) + "\n").encode(),
        "metadata.json": (json.dumps(metadata(result), ensure_ascii=False, indent=2) + "\n").encode(),
        "CITATION.cff": _cff(result).encode(),
        "citation.bib": f"{bibtex(result, locale)}\n".encode(),
        "citation.csl.json": f"{csl_json(result, locale)}\n".encode(),
        "LICENCE.txt": _licences(result).encode(),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, content)
    return target.getvalue()


def _provenance(result: Result, locale: str) -> dict[str, Any]:
    return {
        "name": result.metric.name,
        "version": result.metric.edition,
        "build": result.build.build_id,
        "date": formatted(result.build.built_at, "date", locale),
    }


def _finding(result: Result) -> dict[str, Any] | None:
    if result.finding is None:
        return None
    return {
        "case": result.finding.case,
        **{locale: result.headline(locale) for locale in LOCALES},
        "note": {locale: result.note(locale) for locale in LOCALES},
        "as_of": result.finding.as_of.isoformat() if result.finding.as_of else None,
        "confidence": result.finding.confidence,
    }


def _readme(result: Result, locale: str) -> str:
    metric, words = result.metric, words_in(locale)
    parameters = [f"- `{name}` = `{_inline(value)}`" for name, value in result.parameters.items()]
    columns = [
        f"| `{name}` | {column.type} | {column.unit or ''} | {_cell(column.meaning.in_(locale))} |"
        for name, column in metric.columns.items()
    ]
    parts = [
        f"# {metric.title.in_(locale)}",
        words["provenance"].format(**_provenance(result, locale)),
        *([words["truncated"]] if result.truncated else []),
        f"## {words['shows']}",
        *([". ".join(filter(None, (result.headline(locale), result.note(locale))))] if result.finding else []),
        *([result.unknown_task.sentence(locale)] if result.unknown_task else []),
        metric.question.in_(locale),
        f"## {words['how']}",
        metric.formula.in_(locale),
        f"## {words['limits']}",
        "\n".join(f"- {limit}" for limit in metric.limits.in_(locale)),
        f"## {words['parameters']}",
        "\n".join(parameters) or words["none"],
        f"## {words['columns']}",
        "\n".join(
            [
                f"| {words['column']} | {words['type']} | {words['unit']} | {words['meaning']} |",
                "| --- | --- | --- | --- |",
                *columns,
            ]
        ),
        f"## {words['files']}",
        f"- `data.csv`: {words['data']}\n"
        f"- `datapackage.json`: {words['package']}\n"
        f"- `metadata.json`: {words['metadata']}\n"
        f"- `CITATION.cff`, `citation.bib`, `citation.csl.json`: {words['references']}",
        f"## {words['sources']}",
        "\n".join(f"- {line}" for line in _source_lines(result, locale)),
        f"## {words['cite']}",
        citation(result, locale),
    ]
    return "\n\n".join(parts) + "\n"


def _inline(value: Any) -> str:
    """A value inside a code span: nothing in it can end the span."""
    return "\u2205" if value is None else Parameter.text(value).replace("`", "'")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _source_lines(result: Result, locale: str) -> list[str]:
    return [
        " \u00b7 ".join(part for part in (credit.line.in_(locale), credit.licence, credit.link) if part)
        for credit in result.credits
    ]


def _cff(result: Result) -> str:
    """Citation File Format 1.2.0. Every text is a JSON string, which YAML reads alike."""

    def text(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)

    metric = result.metric
    lines = [
        "cff-version: 1.2.0",
        'message: "If you use these figures, please cite them as below."',
        "type: dataset",
        f"title: {text(f'Ouverture: {metric.title.en}')}",
        "authors:",
        f"  - name: {text(AUTHOR)}",
        f"version: {text(f'metric {metric.name} {metric.edition}, build {result.build.build_id}')}",
        f"date-released: {result.build.built_at:%Y-%m-%d}",
    ]
    if result.credits:
        lines.append("references:")
    for credit in result.credits:
        lines += ["  - type: data", f"    title: {text(credit.line.en)}", "    authors:"]
        lines.append(f"      - name: {text(credit.source)}")
        lines += [f"    url: {text(credit.link)}"] if credit.link else []
    return "\n".join(lines) + "\n"


def _licences(result: Result) -> str:
    lines = "\n".join(f"- {line}" for line in _source_lines(result, "en"))
    asked = "\n".join(f"- {words}" for words in terms(result.credits)["combined"].values())
    return (
        f"The figures are computed by Ouverture (software: MIT) from the data of others, whose terms hold:\n\n{lines}\n"
        f"\nTogether they ask:\n\n{asked}\n"
    )
