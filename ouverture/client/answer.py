"""The rows of one metric as an analyst holds them: a table that knows what it says, whose it is and how to cite it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from importlib import import_module
from typing import Any

import pyarrow as pa

from ouverture.metrics.result import flags_in

SHOWN = 10  # rows in a notebook


@dataclass(frozen=True)
class Column:
    """What a column holds. ``unit`` is None for names and dates; a share is a fraction of 1."""

    type: str
    unit: str | None
    label: str
    meaning: str


@dataclass(frozen=True)
class Source:
    """Whose data the rows show, and on which terms."""

    name: str
    credit: str
    licence: str
    link: str | None


class Answer:
    """The rows of one metric with what they say, their sources, limits, version and build.

    ``to_pandas()``, ``to_polars()`` and ``to_arrow()`` give the rows; ``columns`` says what each column means and in
    which unit; ``finding`` is the sentence that the rows support and ``note`` the caveat that belongs beside it;
    ``citation`` is what to write under a figure. Unknown values stay unknown (``<NA>``, ``null``), never 0.
    """

    def __init__(self, table: pa.Table, lang: str = "en") -> None:
        self._table = table
        self._lang = lang
        self._about: dict[str, Any] = json.loads(table.schema.metadata[b"ouverture"])

    # ---------------------------------------------------------------- the rows

    def to_arrow(self) -> pa.Table:
        """A ``pyarrow.Table``; unit and meaning of a column stand in its field's metadata."""
        return self._table

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``: whole numbers stay whole where some are unknown, days are days."""
        import pandas as pd

        kept = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
        frame = self._table.to_pandas(types_mapper=kept.get, date_as_object=False)
        frame.attrs = {"title": self.title, "unit": self.unit, "citation": self.citation, "build": self.build}
        return frame

    def to_polars(self) -> Any:
        """A ``polars.DataFrame``. Polars is not installed with Ouverture: ``pip install polars``."""
        try:
            polars = import_module("polars")  # by name: it is no dependency of ours
        except ImportError:
            raise ImportError("to_polars() needs Polars: pip install polars") from None
        return polars.from_arrow(self._table)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """What DuckDB, Polars, pandas and others take a table by."""
        return self._table.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._table.to_pylist())

    # ---------------------------------------------------------------- what they say

    @property
    def name(self) -> str:
        """The metric's public name."""
        return str(self._about["metric"])

    @property
    def title(self) -> str:
        """What the metric is called."""
        return self._text("title")

    @property
    def question(self) -> str:
        """The question that it answers."""
        return self._text("question")

    @property
    def unit(self) -> str:
        """What its figures count."""
        return self._text("unit")

    @property
    def columns(self) -> dict[str, Column]:
        """Type, unit, label and meaning of each column."""
        return {
            column["name"]: Column(
                column["type"], column["unit"], column["label"][self._lang], column["meaning"][self._lang]
            )
            for column in self._about["columns"]
        }

    @property
    def parameters(self) -> dict[str, Any]:
        """Every parameter with the value that was used, defaults included."""
        return dict(self._about["parameters"])

    @property
    def finding(self) -> str | None:
        """What the rows show, as a sentence; None where the metric states nothing of them."""
        return self._said(self._lang)

    @property
    def note(self) -> str | None:
        """What a reader must know beside the finding."""
        note: dict[str, str | None] = (self._about["finding"] or {}).get("note") or {}
        return note.get(self._lang)

    @property
    def confidence(self) -> str | None:
        """How far to trust the finding: high, medium or low."""
        return self._said("confidence")

    @property
    def as_of(self) -> date | None:
        """The day of the data that the finding speaks of."""
        day = self._said("as_of")
        return date.fromisoformat(day) if day else None

    @property
    def flags(self) -> list[str]:
        """Marks that occur in the rows, such as break, stale or partial; ``columns["flags"]`` says what they mean."""
        return flags_in(self._table)

    @property
    def unknown_task(self) -> str | None:
        """What the choice of tasks leaves out because its task is unknown; None where that is nothing."""
        sentences: dict[str, str] = self._about["unknown_task"] or {}
        return sentences.get(self._lang)

    @property
    def limits(self) -> list[str]:
        """What the figures do not say."""
        return list(self._about["limits"][self._lang])

    @property
    def formula(self) -> str:
        """How the figures are computed."""
        return self._text("formula")

    @property
    def truncated(self) -> bool:
        """Whether rows were cut: then there is no finding, and what is asked should be narrower."""
        return bool(self._about["truncated"])

    # ---------------------------------------------------------------- where they come from

    @property
    def sources(self) -> list[Source]:
        """Whose data they are, with credit line, licence and link."""
        return [
            Source(source["source"], source["line"][self._lang], source["licence"], source["link"])
            for source in self._about["sources"]
        ]

    @property
    def citation(self) -> str:
        """One line to cite these rows by."""
        return self._text("citation")

    @property
    def bibtex(self) -> str:
        """The citation for BibTeX and BibLaTeX."""
        return self._text("bibtex")

    @property
    def csl_json(self) -> list[dict[str, Any]]:
        """The citation as CSL-JSON, which Zotero and Pandoc read."""
        return list(self._about["csl"][self._lang])

    @property
    def version(self) -> str:
        """The version of the metric's rule, with those of the rules it shares, as in ``1 (tasks 2)``."""
        return str(self._about["edition"])

    @property
    def build(self) -> str:
        """The build that answered: ``ov.metric(…, build=this)`` asks the same one again."""
        return str(self._about["build"]["build_id"])

    @property
    def sql(self) -> str:
        """The query with its values written in, ready for any DuckDB on the build's file."""
        return str(self._about["sql"])

    def _text(self, key: str) -> str:
        return str(self._about[key][self._lang])

    def _said(self, key: str) -> str | None:
        sentence: str | None = (self._about["finding"] or {}).get(key)
        return sentence

    # ---------------------------------------------------------------- how they look

    def _lines(self) -> list[str]:
        """What stands around the rows, in print and in a notebook."""
        size = f"{len(self):,} rows × {len(self.columns)} columns" + (", cut" if self.truncated else "")
        facts = [self.unit, size, f"{self.name} {self.version}", f"build {self.build}", *self.flags]
        return [
            *filter(None, [self.note, self.unknown_task]),
            " · ".join(facts),
            *(source.credit for source in self.sources),
        ]

    def __repr__(self) -> str:
        columns = [
            f"  {name}{f' [{column.unit}]' if column.unit else ''}: {column.meaning}"
            for name, column in self.columns.items()
        ]
        return "\n".join([self.finding or self.title, *self._lines(), *columns])

    def _repr_html_(self) -> str:
        heads = "".join(
            f'<th title="{escape(column.meaning)}">{escape(column.label)}'
            f"{f'<br><small>{escape(column.unit)}</small>' if column.unit else ''}</th>"
            for column in self.columns.values()
        )
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(_cell(value))}</td>' for value in row.values())}</tr>"
            for row in self._table.slice(0, SHOWN).to_pylist()
        )
        more = f"<tr><td colspan={len(self.columns)}>…</td></tr>" if len(self) > SHOWN else ""
        around = "<br>".join(escape(line) for line in self._lines())
        return (
            f"<div><strong>{escape(self.finding or self.title)}</strong>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}{more}</tbody></table><small>{around}</small></div>"
        )


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else "; ".join(map(str, value)) if isinstance(value, list) else str(value)
