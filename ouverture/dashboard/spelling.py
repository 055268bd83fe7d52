"""A name as a reader spells it, read as one of the names that are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

CLOSE, SIMILAR = 0.7, 0.5  # of 1: read as that name; told as another spelling
OTHERS = 4
# what follows a product's name: a day, a month, a stage
_VERSION = re.compile(
    r"[-_ (]+(20\d\d-?\d\d(-?\d\d)?|\d\d-20\d\d|\d{4}|preview|latest|exp|experimental|\d\d-\d\d)\)?$", re.I
)


@dataclass(frozen=True)
class Reading:
    """The name meant, if any, and the others that it might have been."""

    name: str | None
    others: tuple[str, ...] = ()


def read(asked: str, names: Sequence[str]) -> Reading:
    """The name that ``asked`` means: itself, the newest version of that product, the first of that beginning, or the
    one most alike."""
    if asked in names:
        return Reading(asked)
    key = _key(asked)
    versions = sorted((name for name in names if key and key in (_key(name), _key(product(name)))), reverse=True)
    begins = sorted((name for name in names if key and _key(name).startswith(key)), key=lambda name: (len(name), name))
    alike = sorted(names, key=lambda name: (-_likeness(key, name), name))
    similar = [name for name in alike if _likeness(key, name) >= SIMILAR][: OTHERS + 1]
    close = [name for name in similar if _likeness(key, name) >= CLOSE]
    if close and not versions and not begins:  # of the product most alike, the newest
        sold_as = _key(product(close[0]))
        close = sorted((name for name in names if _key(product(name)) == sold_as), reverse=True)
    meant = next(iter([*versions, *begins, *close]), None)
    found = dict.fromkeys([*versions, *begins[:OTHERS], *close, *similar])
    return Reading(meant, tuple(name for name in found if name != meant)[:OTHERS])


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def product(name: str) -> str:
    """The name without the day or stage of its version."""
    while (shorter := _VERSION.sub("", name)) != name:
        name = shorter
    return name


def _likeness(key: str, name: str) -> float:
    return max(SequenceMatcher(None, key, _key(form)).ratio() for form in (name, product(name)))
