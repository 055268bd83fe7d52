"""Where in a TOML text a key stands: tomllib tells only the values."""

from __future__ import annotations

import re
from collections import Counter
from typing import TypeAlias

TomlPath: TypeAlias = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*\[(\[?)([^\[\]]+)\]")
_KEY_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")


def line_of(text: str, path: TomlPath) -> int:
    """Line (from 1) of the deepest part of ``path`` that the text shows; 1 where it shows none.

    Read line by line: good for tables, keys and inline values over any lines, which is how the registry is written.
    """
    lines = text.splitlines()
    start, end, rest = _section(lines, path)
    while rest:
        taken, found = _next(lines, start, end, rest)
        if found is None:
            break
        (start, end), rest = found, rest[taken:]
    return min(start, max(len(lines) - 1, 0)) + 1


def _section(lines: list[str], path: TomlPath) -> tuple[int, int, TomlPath]:
    """First line and end of the table with the longest header that begins ``path``, and what is left of the path."""
    starts: list[tuple[int, TomlPath]] = [(0, ())]
    seen: Counter[TomlPath] = Counter()
    for number, line in enumerate(lines):
        if header := _HEADER.match(line):
            name: TomlPath = tuple("".join(parts) for parts in _KEY_PART.findall(header[2]))
            if header[1]:
                seen[name] += 1
                name = (*name, seen[name] - 1)
            starts.append((number, name))
    fitting = [i for i, (_, name) in enumerate(starts) if path[: len(name)] == name]
    best = max(fitting, key=lambda i: len(starts[i][1]))
    end = starts[best + 1][0] if best + 1 < len(starts) else len(lines)
    return starts[best][0], end, path[len(starts[best][1]) :]


def _next(lines: list[str], start: int, end: int, rest: TomlPath) -> tuple[int, tuple[int, int] | None]:
    """How many parts of ``rest`` the next step takes, and its lines: ``families.Gemma = …`` takes two."""
    match rest:
        case (int(index), *_):
            return 1, _element(lines, start, end, index)
        case (str(first), str(second), *_):
            dotted = _key(lines, start, end, rf"{_named(first)}\s*\.\s*{_named(second)}")
            return (2, dotted) if dotted else (1, _key(lines, start, end, _named(first)))
    return 1, _key(lines, start, end, _named(str(rest[0])))


def _named(key: str) -> str:
    """Pattern of a key, bare or in quotes."""
    return rf"[\"']?{re.escape(key)}[\"']?"


def _key(lines: list[str], start: int, end: int, name: str) -> tuple[int, int] | None:
    """Lines of the key between ``start`` and ``end``: at the beginning of a line first, else inside an inline table."""
    for pattern in (re.compile(rf"^\s*{name}\s*[=.]"), re.compile(rf"[{{,\s]{name}\s*=")):
        for number in range(start, end):
            if pattern.search(lines[number]):
                return number, _value_end(lines, number, end)
    return None


def _value_end(lines: list[str], start: int, end: int) -> int:
    """Line after the value that begins on line ``start``: where its brackets are closed again."""
    depth = 0
    for number in range(start, end):
        bare = _STRING.sub("", lines[number]).split("#")[0]
        depth += sum(bare.count(c) for c in "[{") - sum(bare.count(c) for c in "]}")
        if depth <= 0:
            return number + 1
    return end


def _element(lines: list[str], start: int, end: int, index: int) -> tuple[int, int] | None:
    """Lines of the element ``index`` of the list that begins on line ``start``: inline tables, else strings."""
    block = [lines[start].split("=", 1)[-1], *lines[start + 1 : end]]
    tables = [start + n for n, line in enumerate(block) for _ in range(_STRING.sub("", line).count("{"))]
    strings = [start + n for n, line in enumerate(block) for _ in _STRING.findall(line)]
    found = tables or strings
    if index >= len(found):
        return None
    return found[index], _value_end(lines, found[index], end)
