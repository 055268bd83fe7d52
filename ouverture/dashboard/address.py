"""The address under which this server tells others to find it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlencode

from ouverture.metrics.parameters import Parameter, Value


def base_address() -> str:
    """Where this server is reached, as its operator says in OUVERTURE_URL; else nothing, and addresses are relative.

    Never from the request: its Host header is anybody's to write, and caches keep these documents for others. Those
    whose addresses must be whole go by ``ouverture/web/origin.py``, and no cache keeps them.
    """
    return os.environ.get("OUVERTURE_URL", "").rstrip("/")


def address_to_print() -> str:
    """The same for what leaves this server, whose addresses must be whole: where ``serve`` listens, unless told."""
    return base_address() or "http://localhost:8501"


def card_address(origin: str, metric: str, parameters: Mapping[str, Value] | None = None, **more: str) -> str:
    """Where the chart of a metric stands on the server at ``origin``."""
    return f"{origin}/card{query_of({'metric': metric, **(parameters or {}), **more})}"


def query_of(asked: Mapping[str, Value]) -> str:
    """The query of an address, each item of a list by itself; what is not set is left out."""
    texts = {
        name: value if isinstance(value, list) else Parameter.text(value)
        for name, value in asked.items()
        if value is not None
    }
    return f"?{urlencode(texts, doseq=True)}" if texts else ""
