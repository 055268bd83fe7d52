"""The assistant's answers on standard input and output."""

from __future__ import annotations

from ouverture.dashboard.address import address_to_print
from ouverture.metrics.catalogue import Catalogue
from ouverture.metrics.reader import Reader
from ouverture.outcome import UsageOrRegistry
from ouverture.places import Places


def answer(places: Places, catalogue: Catalogue) -> None:
    """Until standard input ends. Raises UsageOrRegistry where the protocol's SDK is not installed."""
    try:
        from ouverture.assistant.server import server_of
    except ModuleNotFoundError as missing:
        if missing.name != "mcp":
            raise
        raise UsageOrRegistry("`ouverture mcp` needs the protocol's SDK: pip install 'ouverture[mcp]'") from None
    reader = Reader(places, catalogue)
    try:
        server_of(reader, address_to_print()).run("stdio")
    finally:
        reader.close()
