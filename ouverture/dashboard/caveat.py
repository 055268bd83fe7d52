"""The one line under a chart that no reader may miss, and beside it "more", which opens all there is to know."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from ouverture.metrics.result import Result

MOST = 140  # characters of the line
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[“«\"(]?\s?[A-ZÀ-Ý0-9])")
_CODE = re.compile(r"`([^`]+)`")


def caveat_of(result: Result, language: str) -> str:
    """The first sentences of the note that fit the line, else the shortest limit of the metric that does, whole."""
    limits = [limit for limit in result.metric.limits.in_(language) if len(limit) <= MOST]
    return opening(result.note(language) or "") or min(limits, key=len, default="")


def opening(note: str) -> str:
    """As many whole sentences from the start of a note as fit the line; nothing where the first is too long."""
    said = ""
    for sentence in _SENTENCES.split(note):
        longer = f"{said} {sentence}".strip()
        if len(longer) > MOST:
            break
        said = longer
    return said


def caveat_html(line: str, whole: Sequence[str], more: str, less: str) -> str:
    """The line and, folded under "more", paragraphs of the whole note, which are HTML; without them the line alone."""
    said = _CODE.sub(r"<code>\1</code>", html.escape(line))
    if not whole:
        return f'<div class="ouv-caveat">{said}</div>'
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in whole)
    words = f'<u class="more">{html.escape(more)}</u><u class="less">{html.escape(less)}</u>'
    return f'<div class="ouv-caveat"><details><summary>{said} {words}</summary>{paragraphs}</details></div>'
