"""The two languages hold the same sentences with the same places to fill."""

from __future__ import annotations

import re
from string import Formatter

from ouverture.dashboard.navigation import PAGES
from ouverture.dashboard.texts import texts
from tests import REPOSITORY


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_languages_have_the_same_keys_and_fields() -> None:
    english, french = texts("en"), texts("fr")
    assert english.keys() == french.keys()
    assert {k: fields(v) for k, v in english.items()} == {k: fields(v) for k, v in french.items()}


def test_every_key_the_code_names_exists() -> None:
    named = {
        key
        for path in (REPOSITORY / "ouverture" / "dashboard").glob("*.py")
        for key in re.findall(r'\bt\(\s*"([a-z_]+\.[a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= texts("en").keys()


def test_every_screen_has_its_texts_and_file() -> None:
    for screen in PAGES:
        assert f"page.{screen.key}" in texts("en")
        assert (REPOSITORY / "pages" / f"{screen.key}.py").exists()
