"""The address under which this server tells others to find it."""

from __future__ import annotations

import os


def base_address() -> str:
    """Where this server is reached, as its operator says in OUVERTURE_URL; else nothing, and addresses are relative.

    Never from the request: its Host header is anybody's to write, and caches keep these documents for others. Those
    whose addresses must be whole go by ``ouverture/web/origin.py``, and no cache keeps them.
    """
    return os.environ.get("OUVERTURE_URL", "").rstrip("/")


def address_to_print() -> str:
    """The same for what leaves this server, whose addresses must be whole: where ``serve`` listens, unless told."""
    return base_address() or "http://localhost:8501"
