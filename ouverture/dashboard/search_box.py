"""The search field of every page: own markup and a small script that asks ``/api/v1/search`` as the reader types."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from ouverture.dashboard import session
from ouverture.dashboard.search import KINDS
from ouverture.dashboard.session import t


@cache
def script() -> str:
    """What makes the field ask and list."""
    return Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def field() -> str:
    """The field and the place of its list; it searches the current build in the reader's language."""
    build = session.pinned_build() or ""
    asked = urlencode({"lang": session.language()})
    words = {"nearest": t("seek.nearest"), "nothing": t("seek.nothing")} | {kind: t(f"seek.{kind}") for kind in KINDS}
    label = escape(t("seek.label"), quote=True)
    return (
        f'<div class="seek" data-scope="{escape(asked, quote=True)}" data-build="{escape(build, quote=True)}"'
        f' data-words="{escape(json.dumps(words), quote=True)}">'
        f'<input type="search" role="combobox" aria-expanded="false" aria-controls="seek-list" aria-autocomplete="list"'
        f' autocomplete="off" spellcheck="false" maxlength="80" aria-label="{label}" placeholder="{label}">'
        f'<div role="listbox" id="seek-list" aria-label="{label}" hidden></div></div>'
    )
