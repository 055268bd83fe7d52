"""The sources by name, in their order: ``data/registry/sources.toml``, read once in a process."""

from __future__ import annotations

from ouverture.registry.load import load_sources

SOURCES = load_sources()
ASKED = tuple(name for name, source in SOURCES.items() if source.is_asked)  # in the order in which a snapshot asks
ARCHIVES = tuple(
    name for name, source in SOURCES.items() if source.kind == "archive"
)  # a backfill reads the first that answers
(LIVE,) = (name for name in ASKED if SOURCES[name].kind == "readings")
(PANEL,) = (name for name in ASKED if SOURCES[name].kind == "panel")
OF_THE_HUB = frozenset(name for name in ASKED if SOURCES[name].address == SOURCES[LIVE].address)  # one place answers


def kind_of(name: str) -> str | None:
    """What a source is; None for a name that this version does not know."""
    return SOURCES[name].kind if name in SOURCES else None
