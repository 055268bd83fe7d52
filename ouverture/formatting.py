"""Values in sentences: the formats that write them in English and French, and the templates that quote them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, localcontext
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from ouverture.vocabulary import degree

UNKNOWN = {"en": "unknown", "fr": "inconnu"}
UNAFFILIATED = {"en": "unaffiliated", "fr": "sans laboratoire"}
NARROW_SPACE, SPACE, MINUS = "\u202f", "\u00a0", "\u2212"

_BABEL = {"en": "en_GB", "fr": "fr_FR"}
# a million takes "de" before what it counts, a thousand does not
_MILLIONS = re.compile(r"(\d[ \u00a0\u202f](?:M|Md)) (téléchargements|paramètres|installations|jetons|modèles)\b")
_ELIDED = re.compile(r"\b([dD])e (?=(?:avril|août|octobre) )")
_PLACEHOLDER = re.compile(r"\{(\w+)(?:\|(\w+))?\}")
_BRACES = re.compile(r"\{[^{}]*\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def typographic(text: str, locale: str) -> str:
    """The text as French wants it: unbreakable spaces before ? ! ; : % and inside quotation marks."""
    if locale != "fr":
        return text
    text = re.sub(r"[ \u00a0\u202f]+([?!;%])", NARROW_SPACE + r"\1", text)
    text = re.sub(r"[ \u00a0\u202f]+(:)(?=\s|$)", SPACE + r"\1", text)
    text = re.sub(r"«[ \u00a0\u202f]*", "«" + SPACE, text)
    return re.sub(r"[ \u00a0\u202f]*»", SPACE + "»", text)


def plain(value: object, locale: str) -> str:
    """A constant as prose quotes it: 30, 10,000, 0.5 (French 0,5), true, a date, a list."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        pattern = "#,##0.##########" if abs(value) >= 10_000 else "0.##########"  # 1000 and years stay ungrouped
        return _minus(format_decimal(value, pattern, locale=_BABEL[locale]))
    if isinstance(value, date):
        return _date(value, locale)
    if isinstance(value, list | tuple):
        return ", ".join(plain(item, locale) for item in value)
    return _clean(str(value))


def _minus(text: str) -> str:
    return text.replace("-", MINUS)


def _clean(text: str) -> str:
    """Text from outside without control characters and without marks that reorder the line."""
    return "".join(character for character in text if unicodedata.category(character) not in {"Cc", "Cf", "Cs"})


def _compact(value: Any, locale: str) -> str:
    magnitude, exponent = abs(value), 0
    while magnitude >= 1000:
        magnitude, exponent = magnitude / 1000, exponent + 3
    digits = 1 if exponent and magnitude < 99.95 else 0
    rounded = round(value, digits - exponent)  # before babel chooses the unit: 999,999 is 1M, not 1000K
    return _minus(format_compact_decimal(rounded, locale=_BABEL[locale], fraction_digits=digits))


def _integer(value: Any, locale: str) -> str:
    return _minus(format_decimal(round(value), "#,##0", locale=_BABEL[locale]))


def _decimal(value: Any, locale: str) -> str:
    pattern = "#,##0.0#" if abs(value) < 10 else "#,##0.#"
    with localcontext(rounding=ROUND_HALF_UP):  # 0.525 is 0.53: rounded to the even 0.52, 3 / 0.525 would seem 5.8
        return _minus(format_decimal(round(value, 9), pattern, locale=_BABEL[locale]))


def _percent(value: Any, locale: str) -> str:
    """A share in %: a decimal below 10 %; what rounding would make all or nothing is >99.9 % or <0.1 %."""
    if value < 0:
        return MINUS + _percent(-value, locale)
    tenths = value < 0.0995 or 0.995 <= value < 1
    text = _in_percent(value, "#,##0.#%" if tenths else "#,##0%", locale)
    if value > 0 and not any(digit in text for digit in "123456789"):
        return ("<" + NARROW_SPACE if locale == "fr" else "<") + _in_percent(0.001, "0.0%", locale)
    if value < 1 and text.startswith("100"):
        return (">" + NARROW_SPACE if locale == "fr" else ">") + _in_percent(0.999, "0.0%", locale)
    return text


def _in_percent(value: Any, pattern: str, locale: str) -> str:
    text = format_percent(value, pattern, locale=_BABEL[locale])
    return text.replace("%", NARROW_SPACE + "%") if locale == "fr" else text


def _signed_percent(value: Any, locale: str) -> str:
    text = _percent(abs(value), locale)
    if not any(digit in text for digit in "123456789"):
        return text
    return ("+" if value > 0 else MINUS) + text


def _points(value: Any, locale: str) -> str:
    """A difference of two shares in points of 100: 0.076 is 7.6 points."""
    points = round(100 * value, 1)
    word = "point" if abs(points) < 2 and (locale == "fr" or abs(points) == 1) else "points"
    return f"{_decimal(points, locale)} {word}"


def _signed_points(value: Any, locale: str) -> str:
    return ("+" if round(100 * value, 1) > 0 else "") + _points(value, locale)


def _date(value: Any, locale: str) -> str:
    text = format_date(value, "d MMMM y", locale=_BABEL[locale])
    return "1er" + text[1:] if locale == "fr" and value.day == 1 else text


def _month(value: Any, locale: str) -> str:
    return format_date(value, "MMMM y", locale=_BABEL[locale])


def _text(value: Any, locale: str) -> str:
    if not isinstance(value, list | tuple):
        return plain(value, locale)
    items = [plain(item, locale) for item in value]
    joint = " et " if locale == "fr" else " and "
    return joint.join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def _country(value: Any, locale: str) -> str:
    """The names of ISO 3166-1 alpha-2 codes; a code without a name as it is."""
    names = Locale.parse(_BABEL[locale]).territories
    codes = value if isinstance(value, list | tuple) else [value]
    return _text([names.get(code, code) for code in codes], locale)


def _tier(value: Any, locale: str) -> str:
    return str(degree(value)["name"][locale])


def _or_more(value: Any, locale: str) -> str:
    """A degree of openness and those above it: "open weights or more"."""
    return str(degree(value)["or_more"][locale])


def _size(value: Any, locale: str) -> str:
    """A size class in parameters: 7–30B, French 7–30 Md; ≥ 100B."""
    text = str(value).replace(">=", f"≥{SPACE}").replace("<", f"<{SPACE}").replace("-", "–")
    return text.replace("B", f"{SPACE}Md") if locale == "fr" else text


FORMATS: dict[str, Callable[[Any, str], str]] = {
    "compact": _compact,
    "integer": _integer,
    "decimal": _decimal,
    "percent": _percent,
    "signed_percent": _signed_percent,
    "points": _points,
    "signed_points": _signed_points,
    "date": _date,
    "month": _month,
    "text": _text,
    "tier": _tier,
    "least": _or_more,
    "size": _size,
    "lab": _text,
    "country": _country,
}


def formatted(value: Any, spec: str, locale: str, names: Mapping[str, str] | None = None) -> str:
    """``value`` written as ``spec`` (a key of FORMATS) in ``locale``; NULL is "unknown", never a number.

    Shares and relative changes are fractions (0.12 is 12 %). ``names`` gives labs their display names.
    """
    locale = "fr" if locale == "fr" else "en"
    if spec == "lab":
        labs = value if isinstance(value, list | tuple) else [value]
        return _text([UNAFFILIATED[locale] if lab is None else (names or {}).get(lab, lab) for lab in labs], locale)
    if value is None and spec != "tier":
        return UNKNOWN[locale]
    if isinstance(value, datetime):
        value = value.date()
    if value == 0:
        value = 0  # a negative zero has no sign worth printing
    return FORMATS[spec](value, locale) if isinstance(value, list) else _remembered(value, spec, locale)


@lru_cache(maxsize=4_096, typed=True)  # the same figures and days, for every visitor
def _remembered(value: Any, spec: str, locale: str) -> str:
    return FORMATS[spec](value, locale)


def template_faults(template: str) -> list[str]:
    """What is wrong with the placeholders of a finding's text; empty when all is well."""
    faults = []
    for braces in _BRACES.findall(template):
        match = _PLACEHOLDER.fullmatch(braces)
        if match is None:
            faults.append(f"{braces} is not {{value}} or {{value|format}}")
        elif match[2] and match[2] not in FORMATS:
            faults.append(f"unknown format in {braces}; known: {', '.join(FORMATS)}")
    if set("[]") & set(_OPTIONAL.sub("", template)):
        faults.append("a [ or ] without its other half")
    faults += [f"[{part}] quotes no value to depend on" for part in _OPTIONAL.findall(template) if "{" not in part]
    return faults


def placeholders(template: str) -> list[tuple[str, str]]:
    """The values that a template quotes: the name of each and how it is written."""
    return [(name, spec or "text") for name, spec in _PLACEHOLDER.findall(template)]


def sentence(template: str, values: Mapping[str, Any], locale: str, names: Mapping[str, str] | None = None) -> str:
    """The template with its values written in; a part in [brackets] only where it has something to say.

    It has not if a value that it quotes is NULL, a count of nought (a share of nought says something) or empty.
    Raises KeyError where the finding's query lacks a value.
    """

    def optional(match: re.Match[str]) -> str:
        quoted = (values[name] for name, _ in _PLACEHOLDER.findall(match[1]))
        return match[1] if all(value or isinstance(value, float) for value in quoted) else ""

    template = _OPTIONAL.sub(optional, template)
    text = _PLACEHOLDER.sub(lambda match: formatted(values[match[1]], match[2] or "text", locale, names), template)
    text = _ELIDED.sub(r"\1'", text) if locale == "fr" else text
    return _MILLIONS.sub(lambda match: match[1] + (" d'" if match[2][0] in "aeiou" else " de ") + match[2], text)
