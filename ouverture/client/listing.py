"""The list of metrics: what can be asked, in which unit, with which parameters."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from ouverture.metrics.by_name import ByName


class Described:
    """One metric before it is asked: title, question, unit, parameters, columns, formula and limits."""

    def __init__(self, description: Mapping[str, Any], lang: str) -> None:
        self._description = description
        self._lang = lang
        self.name = str(description["name"])
        self.topic = str(description["topic"])
        self.title = str(description["title"][lang])
        self.question = str(description["question"][lang])
        self.unit = str(description["unit"][lang])
        self.formula = str(description["formula"][lang])
        self.limits = list(description["limits"][lang])
        self.version = str(description["edition"])

    @property
    def parameters(self) -> dict[str, dict[str, Any]]:
        """Of each parameter: type, label, default, what it accepts, and whether it must be given."""
        return {
            name: {**parameter, "label": parameter["label"][self._lang]}
            for name, parameter in self._description["parameters"].items()
        }

    @property
    def columns(self) -> dict[str, dict[str, Any]]:
        """Of each column of the rows: type, unit, label and meaning."""
        return {
            column["name"]: {
                "type": column["type"],
                "unit": column["unit"],
                "label": column["label"][self._lang],
                "meaning": column["meaning"][self._lang],
            }
            for column in self._description["columns"]
        }

    def __repr__(self) -> str:
        lines = [f"{self.name} · {self.title} · version {self.version}", self.question, f"Unit: {self.unit}"]
        lines += ["", "Parameters:"] if self.parameters else []
        for name, parameter in self.parameters.items():
            accepts = parameter["accepts"] if isinstance(parameter["accepts"], str) else ", ".join(parameter["accepts"])
            default = "must be given" if parameter["required"] else f"default {parameter['default']!r}"
            lines.append(f"  {name} ({default}): {parameter['label']}; {accepts}")
        lines += ["", "Columns:"]
        for name, column in self.columns.items():
            lines.append(f"  {name}{' [' + column['unit'] + ']' if column['unit'] else ''}: {column['meaning']}")
        return "\n".join([*lines, "", self.formula, "", "Limits:", *(f"  {limit}" for limit in self.limits)])

    def _repr_html_(self) -> str:
        return f"<pre>{escape(repr(self))}</pre>"


class Listing(ByName[Described]):
    """Metrics by name; printed, a line each. ``listing["open_share"]`` says all of one."""

    def about(self, word: str) -> Listing:
        """Those whose name, topic, title or question holds the word."""
        return Listing(
            {
                name: metric
                for name, metric in self.items()
                if word.lower() in f"{name} {metric.topic} {metric.title} {metric.question}".lower()
            }
        )

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``, a row a metric."""
        import pandas as pd

        return pd.DataFrame(self._rows(), columns=["name", "topic", "title", "unit", "parameters"])

    def _rows(self) -> list[tuple[str, str, str, str, str]]:
        return [
            (metric.name, metric.topic, metric.title, metric.unit, ", ".join(metric.parameters))
            for metric in self.values()
        ]

    def __repr__(self) -> str:
        rows = self._rows()
        width = max((len(name) for name, *_ in rows), default=0)
        return "\n".join(
            f"{name:<{width}}  {title} [{unit}]{f' ({takes})' if takes else ''}" for name, _, title, unit, takes in rows
        )

    def _repr_html_(self) -> str:
        cells = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in self._rows())
        heads = "".join(f"<th>{head}</th>" for head in ("name", "topic", "title", "unit", "parameters"))
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>"
