"""Faults of the registry: where in which file, what is wrong, and the nearest thing that would be right."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from ouverture.outcome import UsageOrRegistry
from ouverture.places import SHIPPED
from ouverture.registry.positions import TomlPath, line_of


class RegistryError(UsageOrRegistry):
    """The registry is not valid. The message has one line per fault; ``faults`` holds the same."""

    def __init__(self, faults: Iterable[RegistryFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.what)))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class RegistryFault:
    """One fault. ``file`` is relative to the checkout where it lies inside, ``table`` the TOML header it is under."""

    file: str
    line: int
    table: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.table + ' ' if self.table else ''}{self.what}"


@dataclass(frozen=True)
class Source:
    """The text of one file, to point into."""

    path: Path
    text: str

    @property
    def label(self) -> str:
        """Path to show: from the checkout where the file lies inside it."""
        inside = self.path.resolve().is_relative_to(SHIPPED)
        return str(self.path.resolve().relative_to(SHIPPED) if inside else self.path)

    def fault(self, path: TomlPath, what: str) -> RegistryFault:
        """A fault at the deepest part of ``path`` that the text shows."""
        return RegistryFault(self.label, line_of(self.text, path), _header(path), what)


_EXPECTED = {
    "string_type": "text in quotes",
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "at least {min_length} characters",
    "tuple_type": "a list in brackets",
    "too_short": "a list of at least {min_length}",
    "dict_type": "a table",
    "model_type": "a table of keys and values in braces",
    "int_type": "a whole number without quotes",
    "float_type": "a number without quotes",
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "bool_type": "true or false",
    "date_type": "a date without quotes, such as 2025-01-31",
}  # what a key takes, by pydantic's name of the complaint


def _as_toml(value: object) -> str:
    """The value nearly as the file writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(list(value) if isinstance(value, tuple) else value)


def nearest(word: object, known: Iterable[object]) -> str:
    """`` – did you mean 'x'?`` for the nearest known word, else nothing."""
    found = get_close_matches(str(word), sorted(map(str, known)), n=1)
    return f" – did you mean {found[0]!r}?" if found else ""


def validation_faults(
    source: Source, at: TomlPath, model: type[BaseModel], error: ValidationError
) -> list[RegistryFault]:
    """What pydantic refused in the record at ``at``, in our words."""
    faults: dict[TomlPath, RegistryFault] = {}
    for detail in error.errors(include_url=False):
        path = (*at, *(part for part in detail["loc"] if part != "[key]"))
        faults.setdefault(path, source.fault(path, _sentence(path[len(at) :], model, dict(detail))))
    return list(faults.values())


def _sentence(inner: TomlPath, model: type[BaseModel], detail: dict[str, Any]) -> str:
    name = _dotted(inner)
    match detail["type"]:
        case "extra_forbidden":
            return f"unknown key {name!r}{nearest(inner[-1], _keys(model, inner[:-1]))}"
        case "missing":
            return f"key {name!r} is missing"
        case "literal_error":
            options = [o.strip().strip("'") for o in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]
            allowed = ", ".join(options)
            return f"{name!r} is {detail['input']!r}, expected one of {allowed}{nearest(detail['input'], options)}"
        case "value_error":
            return f"{name!r} is {detail['input']!r}, {detail['ctx']['error']}"
        case kind if kind in _EXPECTED:
            return (
                f"{name!r} is {_as_toml(detail['input'])}, expected {_EXPECTED[kind].format(**detail.get('ctx', {}))}"
            )
        case _:
            message = detail["msg"][0].lower() + detail["msg"][1:]
            return f"{name!r} is {detail['input']!r}: {message}"


def _keys(model: type[BaseModel], inner: TomlPath) -> list[str]:
    """Known keys of the record at ``inner`` under ``model``; none where a table takes free keys."""
    kind: Any = model
    for part in inner:
        if isinstance(part, int):  # an element of a list: what the list holds is known already
            continue
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
            kind = _record_in(fields[part])
        else:
            kind = _record_in(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [field.alias or name for name, field in kind.model_fields.items()]
    return []


def _record_in(annotation: Any) -> Any:
    """``Colour`` of ``Colour | None``, and what a tuple or dict holds."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return next(a for a in typing.get_args(annotation) if a is not type(None))
    if typing.get_origin(annotation) in (tuple, dict):
        return next(a for a in reversed(typing.get_args(annotation)) if a is not Ellipsis)
    return annotation


def _dotted(path: TomlPath) -> str:
    """``organisations[2].from``; counted from 1, as people count."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _header(path: TomlPath) -> str:
    match path:
        case (str(table), int(index), *_):
            return f"[[{table}]] no. {index + 1}"
        case (str(table), str(key), *_):
            return f"[{table}.{key}]" if key.replace("-", "").replace("_", "").isalnum() else f'[{table}."{key}"]'
    return ""
