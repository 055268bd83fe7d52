"""The warehouse's schema: ``transforms/schema/*.sql``, core tables by subject, then marts by topic.

Every table and column carries its meaning in the comment behind it: here they become COMMENT ON statements and, with
``python -m ouverture.pipeline.schema`` after a change of the schema, ``data/dictionary.md``. The keys of tables that
grow with the Hub are held by ``ouverture/pipeline/checks/build``, not by an index, which would cost every build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb

from ouverture.pipeline.transforms import TRANSFORMS, transaction
from ouverture.places import PACKAGE

DICTIONARY = PACKAGE.parent / "data" / "dictionary.md"
_RELATION = re.compile(r"CREATE (TABLE|VIEW) (\w+) (?:AS )?\( -- (.+)")
_TABLE_COLUMN = re.compile(r"    (\w+) [A-Z]\S*.* -- (.+)")
_VIEW_COLUMN = re.compile(r"        .*?(?:\bAS )?(\w+),? -- (.+)")
_HEAD = """# Dictionary of the warehouse

Generated from `ouverture/pipeline/transforms/schema/` by `python -m ouverture.pipeline.schema`.
Instants (`_at`) are UTC; dates end in `_on` or `_date`; unknown is NULL, never 0.
"""


@dataclass(frozen=True)
class Column:
    """A column and its meaning. ``type`` is DuckDB's name of it."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Relation:
    """A table or view and its meaning."""

    kind: str
    name: str
    meaning: str
    columns: tuple[Column, ...]


class UndocumentedSchemaError(Exception):
    """A table or column of the schema has no comment behind it."""


def schema_sql() -> str:
    """The statements that create every table and view, in the order of the files' names: a view after its tables."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((TRANSFORMS / "schema").glob("*.sql")))


def create_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every table and view, empty, each table and column with its comment."""
    statements = [schema_sql()]
    for kind, name, meaning, columns in _documented(statements[0]):
        statements.append(f"COMMENT ON {kind} {name} IS {_literal(meaning)};")
        statements += (f"COMMENT ON COLUMN {name}.{column} IS {_literal(said)};" for column, said in columns.items())
    with transaction(connection):  # a commit each would take as long as all else
        connection.execute("\n".join(statements))


def relations(connection: duckdb.DuckDBPyConnection) -> list[Relation]:
    """Tables and views of a warehouse in the schema's order.

    Raises ``UndocumentedSchemaError`` if one has no comment.
    """
    described = connection.execute(
        """
        SELECT kind, name, r.comment, c.column_name, c.data_type, c.comment
        FROM (
            SELECT 'TABLE' AS kind, table_oid AS oid, table_name AS name, comment
            FROM duckdb_tables() WHERE NOT temporary
            UNION ALL
            SELECT 'VIEW', view_oid, view_name, comment FROM duckdb_views() WHERE NOT internal AND NOT temporary
        ) r
        JOIN duckdb_columns() c ON c.table_oid = r.oid AND c.table_name = r.name AND NOT c.internal
        ORDER BY c.column_index
        """
    ).fetchall()
    order = [name for _, name, _, _ in _documented(schema_sql())]
    found: dict[str, tuple[str, str, list[Column]]] = {}
    for kind, name, meaning, column, data_type, column_meaning in described:
        if not meaning or not column_meaning:
            raise UndocumentedSchemaError(f"transforms/schema: {name}.{column} has no comment behind it")
        found.setdefault(name, (kind, meaning, []))[2].append(Column(column, data_type, column_meaning))
    return [
        Relation(kind, name, meaning, tuple(columns))
        for name, (kind, meaning, columns) in sorted(found.items(), key=lambda item: order.index(item[0]))
    ]


def dictionary() -> str:
    """The data dictionary as Markdown, from the schema as DuckDB reads it."""
    with duckdb.connect() as connection:
        create_schema(connection)
        parts = [_HEAD]
        for relation in relations(connection):
            view = " (view)" if relation.kind == "VIEW" else ""
            parts.append(f"\n## {relation.name}{view}\n\n{relation.meaning}.\n\n")
            parts.append("| column | type | meaning |\n| --- | --- | --- |\n")
            parts += [f"| {c.name} | {c.type} | {_cell(c.meaning)} |\n" for c in relation.columns]
    return "".join(parts)


def _documented(text: str) -> list[tuple[str, str, str, dict[str, str]]]:
    found: list[tuple[str, str, str, dict[str, str]]] = []
    for line in text.splitlines():
        if match := _RELATION.match(line):
            found.append((match[1], match[2], match[3], {}))
        elif found and (match := (_VIEW_COLUMN if found[-1][0] == "VIEW" else _TABLE_COLUMN).match(line)):
            found[-1][3][match[1]] = match[2]
    return found


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"  # COMMENT ON takes no bound values


if __name__ == "__main__":
    DICTIONARY.write_text(dictionary(), encoding="utf-8")
