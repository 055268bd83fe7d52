"""Streamlit's font of icons, those alone that its scripts or we name: a seventh of its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from ouverture.places import PACKAGE, SHIPPED

FONT = "MaterialSymbols-Rounded."  # how the name of its file begins
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"  # an icon is the ligature of its name
_NAMED = re.compile(r":material/(\w+):")
_QUOTED = re.compile(r"[\"'`:/]([a-z0-9_]+)[\"'`:]")  # any word of a script that could be one's name


def own_icons() -> list[str]:
    """The icons that our pages name."""
    files = [*(PACKAGE / "dashboard").rglob("*.py"), *(SHIPPED / "pages").glob("*.py")]
    return sorted({name for file in files for name in _NAMED.findall(file.read_text(encoding="utf-8"))})


def key() -> str:
    """Changes with what the font must hold of ours."""
    return sha256(" ".join(own_icons()).encode()).hexdigest()[:8]


def fewer_icons(file: Path) -> bytes:
    """The font with the icons of ours and of Streamlit's scripts, which lie beside its folder; takes some seconds."""
    font = TTFont(file)
    named = set(own_icons())
    for script in (file.parent.parent / "js").glob("*.js"):
        named |= set(_QUOTED.findall(script.read_text(encoding="utf-8")))
    wanted = [glyph for name, glyph in icons_of(font) if name in named]
    asked = subset.Options(layout_features=["*"], layout_closure=False, glyph_names=False, notdef_outline=True)
    chooser = subset.Subsetter(asked)
    chooser.populate(glyphs=wanted, text=LETTERS)
    chooser.subset(font)
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def icons_of(font: TTFont) -> Iterator[tuple[str, str]]:
    """The names of a font's icons, and their glyphs."""
    letter = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in (getattr(part, "ExtSubTable", part) for part in lookup.SubTable):
            for first, ligatures in getattr(table, "ligatures", {}).items():
                for each in ligatures:
                    yield "".join(letter.get(glyph, "?") for glyph in (first, *each.Component)), each.LigGlyph
