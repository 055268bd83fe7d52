"""Text that came from outside, or is on its way to a file or a screen: no control characters, no secrets."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # NUL and its kind belong in no text
_SURROGATE = re.compile("[\ud800-\udfff]")
_USERINFO = re.compile(r"(?<=://)[^/?#\s]*@")  # user:password@


def plain(text: str) -> str:
    """Text without control characters and halves of characters; tabs and line breaks stay."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def redacted(text: str) -> str:
    """Text, or an address, without the user and password of any address in it."""
    return _USERINFO.sub("", text)


def one_line(text: str) -> str:
    """What somebody else said, fit for a message: one line, no secrets, no longer than a few lines."""
    line = " ".join(redacted(plain(text)).split())
    return line if len(line) <= 400 else line[:399] + "…"


def credentials_in(address: str) -> tuple[str, str] | None:
    """User and password that an address carries."""
    parts = urlsplit(address)
    return (parts.username or "", parts.password or "") if parts.username or parts.password else None
