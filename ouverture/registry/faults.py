"""Faults of what is written in TOML, registry and metrics alike: file, line, what is wrong and what would be right."""

from __future__ import annotations

import re
import tomllib
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from ouverture.outcome import UsageOrRegistry
from ouverture.places import SHIPPED
from ouverture.registry.positions import TomlPath, line_of


class RegistryError(UsageOrRegistry):
    """What is written is not valid. The message has one line per fault; ``faults`` holds the same."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.what)))
        super().__init__("\n".join(map(str, self.faults)))


Finding: typing.TypeAlias = tuple[TomlPath, str]  # path below a record, and what is wrong there


class Contradictions(ValueError):  # noqa: N818 - it names what a record holds
    """What a record finds wrong between its own keys."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(what for _, what in self.findings))


@dataclass(frozen=True)
class Fault:
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

    def fault(self, path: TomlPath, what: str, under: TomlPath | None = None) -> Fault:
        """A fault at the deepest part of ``path`` that the text shows; ``under`` names its table, where it is another.

        Of a query beside the file the path is its suffix and the word that is wrong.
        """
        match path:
            case (str(suffix), str(word)) if suffix.startswith("."):
                beside = self.path.with_suffix(suffix)
                before = beside.read_text(encoding="utf-8").partition(word)[0]
                return Fault(Source(beside, "").label, before.count("\n") + 1, "", what)
        return Fault(self.label, line_of(self.text, path), _header(path if under is None else under), what)


def read_toml(path: Path, faults: list[Fault]) -> tuple[Source, bytes, dict[str, Any] | None]:
    """The text, bytes and document of a file; no document where it is none, which ``faults`` then says."""
    content = b""
    try:
        content = path.read_bytes()
        source = Source(path, content.decode("utf-8"))
        return source, content, tomllib.loads(source.text)
    except FileNotFoundError:
        faults.append(Source(path, "").fault((), "the file is missing"))
    except UnicodeDecodeError as error:
        faults.append(Source(path, "").fault((), f"the file is not UTF-8 (byte {error.start})"))
    except tomllib.TOMLDecodeError as error:
        faults.append(_syntax_fault(source, error))
        return source, content, None
    return Source(path, ""), content, None


_AT_LINE = re.compile(r"(?P<what>.*) \(at (line (?P<line>\d+), column \d+|end of document)\)")


def _syntax_fault(source: Source, error: tomllib.TOMLDecodeError) -> Fault:
    """tomllib's message with its line moved to where a line belongs."""
    found = _AT_LINE.fullmatch(str(error))
    line = int(found["line"] or len(source.text.splitlines())) if found else 1
    what = found["what"] if found else str(error)
    return Fault(source.label, line, "", f"not TOML: {what[0].lower()}{what[1:]}")


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


WORD_LENGTH = (
    80  # characters of a word that is compared, or that somebody gave us and we say back; no name here is as long
)


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Up to three known words that come near ``word`` or hold it, the nearest first."""
    words = sorted(known) if len(word) <= WORD_LENGTH else []
    near = get_close_matches(word, words, n=3, cutoff=0.6)
    return (near + [name for name in words if word and word in name and name not in near])[:3]


def did_you_mean(word: object, known: Iterable[object]) -> str:
    """``, did you mean 'x'?`` for the nearest known words, else an empty string."""
    found = nearest(str(word), map(str, known))
    return f", did you mean {' or '.join(map(repr, found))}?" if found else ""


def validation_faults(
    source: Source,
    at: TomlPath,
    model: type[BaseModel],
    error: ValidationError,
    written: Mapping[str, str] | None = None,
) -> list[Fault]:
    """What pydantic refused in the record at ``at``, in our words; ``written``: keys that the file names otherwise."""
    faults: dict[TomlPath, list[Fault]] = {}
    for detail in error.errors(include_url=False):
        # a key of a union also carries the branch that pydantic tried
        tried = ("[key]", "literal[", "list[", "constrained-")
        loc = tuple(part for part in detail["loc"] if not str(part).startswith(tried))
        inner = tuple((written or {}).get(str(part), part) if place == 0 else part for place, part in enumerate(loc))
        cause = (detail.get("ctx") or {}).get("error")
        if isinstance(cause, Contradictions):
            faults[*at, *inner] = [source.fault((*at, *inner, *path), what) for path, what in cause.findings]
        else:
            sentence = _sentence(_dotted(inner), loc, model, dict(detail))
            faults.setdefault((*at, *inner), [source.fault((*at, *inner), sentence, under=at)])
    return [fault for found in faults.values() for fault in found]


def _sentence(name: str, loc: TomlPath, model: type[BaseModel], detail: dict[str, Any]) -> str:
    match detail["type"]:
        case "extra_forbidden":
            return f"unknown key {name!r}{did_you_mean(loc[-1], _keys(model, loc[:-1]))}"
        case "missing":
            return f"key {name!r} is missing"
        case "literal_error":
            options = [o.strip().strip("'") for o in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]
            hint = did_you_mean(detail["input"], options) or f", expected one of {', '.join(options)}"
            return f"{name!r} is {detail['input']!r}{hint}"
        case "value_error":
            value = "" if isinstance(detail["input"], dict) else f" is {detail['input']!r},"
            return f"{name!r}{value} {detail['ctx']['error']}"
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
            kind = _record_in(fields[part]) if part in fields else kind  # a free key of a table of records
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
