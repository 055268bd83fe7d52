"""A parameter of a metric: its type, what it allows, and the way between text (URLs, command line) and value."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from pydantic import Field, model_validator

from ouverture.metrics.errors import clipped
from ouverture.metrics.strict import Change, StrictModel, Text

Value: TypeAlias = str | int | float | bool | date | list[str] | None

TEXT_LENGTH = 200  # characters; longer search words are mistakes or attacks
LIST_LENGTH = 50  # items, where the metric sets no limit of its own
INT64 = 2**63

_INTEGER = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class Parameter(StrictModel):
    """One declared parameter. Without ``default`` and without ``null = true`` it must be given.

    A parameter whose rule changed for all metrics that take it has versions of its own, in ``changelog``.
    """

    type: Literal["text", "integer", "number", "boolean", "date", "list"] = "text"
    label: Text
    default: Any = None
    allowed: list[Any] | None = None
    allowed_from: str | None = None
    min: int | float | date | None = None
    max: int | float | date | None = None
    max_items: int | None = None
    null: bool = False
    changelog: list[Change] = Field(default_factory=list)

    @property
    def version(self) -> int:
        """Version of its rule; 1 where it never changed."""
        return self.changelog[-1].version if self.changelog else 1

    @property
    def required(self) -> bool:
        """True where the caller must give a value."""
        return self.default is None and not self.null

    @model_validator(mode="after")
    def _is_consistent(self) -> Parameter:
        if self.allowed is not None and self.allowed_from is not None:
            raise ValueError("give 'allowed' or 'allowed_from', not both")
        if self.allowed_from is not None and not re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", self.allowed_from):
            raise ValueError("'allowed_from' names a column as table.column")
        if self.allowed is not None and not self.allowed:
            raise ValueError("'allowed' is empty")
        if self.max_items is not None and self.type != "list":
            raise ValueError("'max_items' is for lists")
        if (self.min is not None or self.max is not None) and self.type not in {"integer", "number", "date"}:
            raise ValueError("'min' and 'max' are for integers, numbers and dates")
        if [change.version for change in self.changelog] != list(range(1, len(self.changelog) + 1)):
            raise ValueError("the versions of 'changelog' count up from 1")
        if self.default is not None:
            try:
                self.parse(self.default)
            except ValueError as fault:
                raise ValueError(f"the default does not pass: it {fault}") from None
        return self

    def accepts(self) -> list[str] | str:
        """What is allowed: the values as text, or a phrase."""
        if self.allowed is not None:
            return [self.text(value) for value in self.allowed]
        phrase = {
            "text": f"text of at most {TEXT_LENGTH} characters",
            "integer": "a whole number",
            "number": "a number",
            "boolean": "true or false",
            "date": "a date as YYYY-MM-DD",
            "list": f"at most {self.max_items or LIST_LENGTH} values, separated by commas",
        }[self.type]
        if self.allowed_from:
            phrase += f" out of {self.allowed_from}"
        if self.min is not None:
            phrase += f", at least {self.min}"
        if self.max is not None:
            phrase += f", at most {self.max}"
        return phrase

    def parse(self, raw: object) -> Value:
        """The value of ``raw``, which is text as in a URL or already a value.

        Nothing ("", an empty list, one of commas alone) is None where ``null`` is true. Raises ValueError with a
        phrase that completes "it …".
        """
        if raw is None or raw in ("", [], ()):
            if self.null:
                return None
            if raw is None or self.type != "text":
                raise ValueError("needs a value")
        value = _PARSERS[self.type](raw)
        if value == []:
            if self.null:
                return None
            raise ValueError("needs a value")
        self._check_bounds(value)
        return value

    def _check_bounds(self, value: Value) -> None:
        if self.type == "list" and isinstance(value, list):
            limit = self.max_items or LIST_LENGTH
            if len(value) > limit:
                raise ValueError(f"has {len(value)} values where at most {limit} are allowed")
        if self.allowed is not None:
            for item in value if isinstance(value, list) else [value]:
                if item not in self.allowed:
                    raise ValueError(
                        f"allows {', '.join(map(self.text, self.allowed))}, not {clipped(self.text(item))!r}"
                    )
        if self.min is not None and value < self.min:  # type: ignore[operator]
            raise ValueError(f"is at least {self.min}")
        if self.max is not None and value > self.max:  # type: ignore[operator]
            raise ValueError(f"is at most {self.max}")

    @staticmethod
    def text(value: Value) -> str:
        """The value as it stands in a URL; ``parse`` of it gives the value back."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, list):
            return ",".join(value)
        if isinstance(value, date):
            return value.isoformat()
        return str(value)


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError("must be text")
    if len(raw) > TEXT_LENGTH:
        raise ValueError(f"is longer than {TEXT_LENGTH} characters")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in raw):
        raise ValueError("contains control characters")
    return raw


def _integer(raw: object) -> int:
    if isinstance(raw, str) and _INTEGER.fullmatch(raw):
        raw = int(raw)
    if not isinstance(raw, int) or isinstance(raw, bool) or not -INT64 <= raw < INT64:
        raise ValueError("must be a whole number")
    return raw


def _number(raw: object) -> float:
    if isinstance(raw, str) and _NUMBER.fullmatch(raw):
        raw = float(raw)
    if not isinstance(raw, int | float) or isinstance(raw, bool) or not math.isfinite(raw):
        raise ValueError("must be a number")
    return float(raw)


def _boolean(raw: object) -> bool:
    if isinstance(raw, str):
        raw = _BOOLEANS.get(raw.lower())
    if not isinstance(raw, bool):
        raise ValueError("must be true or false")
    return raw


def _date(raw: object) -> date:
    if isinstance(raw, str) and _DATE.fullmatch(raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            raise ValueError("must be a date that exists") from None
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise ValueError("must be a date as YYYY-MM-DD")
    return raw


def _list(raw: object) -> list[str]:
    items = raw.split(",") if isinstance(raw, str) else raw
    if not isinstance(items, list | tuple):
        raise ValueError("must be values separated by commas")
    cleaned = [_text(item).strip() for item in items]
    if any("," in item for item in cleaned):
        raise ValueError("has a comma inside a value")
    return list(dict.fromkeys(item for item in cleaned if item))


_PARSERS: dict[str, Callable[[object], Value]] = {
    "text": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "list": _list,
}
