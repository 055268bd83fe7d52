"""What SQL text names: its parameters, the tables it reads, and the query with its values written in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

import duckdb

from ouverture.metrics.parameters import Value

_NAME = re.compile(r"\w+")


def parameter_names(sql: str) -> tuple[str, ...]:
    """Names used as ``$name``, in order of first use."""
    return tuple(dict.fromkeys(_NAME.findall(word)[0] for before, word in pairwise(_words(sql)) if before == "$"))


def statements(sql: str) -> int:
    """How many statements end with a semicolon outside strings and comments."""
    return sum(word.startswith(";") for word in _words(sql))


def named_in(sql: str) -> set[str]:
    """Tables, views and table macros that a query names, but for its own WITH clauses, as DuckDB parses it."""
    with _parser().cursor() as connection:
        nodes = [json.loads(connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchall()[0][0])]
    found, own = set(), set()
    while nodes:
        node = nodes.pop()
        if isinstance(node, dict):
            if node.get("type") == "BASE_TABLE":
                found.add(node["table_name"])
            elif node.get("type") == "TABLE_FUNCTION":
                found.add(node["function"]["function_name"])
            own |= {entry["key"] for entry in (node.get("cte_map") or {}).get("map", [])}
        nodes += node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return found - own


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    """A database that holds nothing: opening one takes longer than parsing twenty queries."""
    return duckdb.connect()


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
    written = [
        _NAME.sub(lambda name: literal(values[name[0]]), word, count=1) if before == "$" else word
        for before, word in pairwise(["", *_words(sql)])
    ]
    return "".join(word for word in written if word != "$")


@lru_cache(1024)  # every query of the catalogue, asked again at each step of a visitor
def _words(sql: str) -> tuple[str, ...]:
    """The query word by word, as DuckDB cuts it: what stands in a string, a quoted name or a comment is one word."""
    text = sql.encode()  # DuckDB counts bytes
    starts = [0, *(start for start, _ in duckdb.tokenize(sql)), len(text)]
    return tuple(text[start:end].decode() for start, end in pairwise(starts))
