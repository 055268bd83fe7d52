"""Named parameters in SQL text: which ones a query uses, and the query with its values written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ouverture.metrics.parameters import Value

# Strings, quoted names and comments are matched first, so that a `$name` inside them is left alone.
_TOKEN = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|/\*.*?\*/|\$(?P<name>[A-Za-z_]\w*)|(?P<end>;)""", re.DOTALL
)


def parameter_names(sql: str) -> tuple[str, ...]:
    """Names used as ``$name``, in order of first use."""
    return tuple(dict.fromkeys(match["name"] for match in _TOKEN.finditer(sql) if match["name"]))


def statements(sql: str) -> int:
    """How many statements end with a semicolon outside strings and comments."""
    return sum(1 for match in _TOKEN.finditer(sql) if match["end"])


def literal(value: Value) -> str:
    """The DuckDB literal that has the value and type a bound ``value`` has."""
    if value is None or isinstance(value, bool):
        return {None: "NULL", True: "TRUE", False: "FALSE"}[value]
    if isinstance(value, int):
        return str(value) if value >= 0 else f"({value})"
    if isinstance(value, float):
        return f"CAST({value!r} AS DOUBLE)"  # a bare 0.5 would be a DECIMAL
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, list):
        return f"CAST([{', '.join(literal(item) for item in value)}] AS VARCHAR[])"
    return "'" + value.replace("'", "''") + "'"


def with_values(sql: str, values: Mapping[str, Value]) -> str:
    """The query with a literal in place of each ``$name``. Raises KeyError for a name without value."""
    return _TOKEN.sub(lambda match: literal(values[match["name"]]) if match["name"] else match[0], sql)
