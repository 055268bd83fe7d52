"""A published build somewhere else: sent in the parts that changed and followed from there, or laid into a lake."""

from __future__ import annotations

from ouverture.outcome import RunFailed
from ouverture.places import LAKE, Places
from ouverture.pointer import Pointer, current


def publish(places: Places, address: str) -> str:
    """Publish the current build there; what was done, in words. Raises as ``lay`` and ``send``."""
    if address.startswith(LAKE):
        from ouverture.replica.lake import lay

        laid = lay(places, address)
        tables = f"{laid.replaced} tables written anew, {laid.grown} grown, {laid.rows:,} rows"
        return f"in the shared warehouse: {laid.build_id}, {tables if laid.rows else 'as it was'}"
    from ouverture.replica.sending import send

    sent = send(places, address)
    return f"published: {sent.build_id}, {sent.size:,} bytes, {sent.new:,} of them in new parts; {sent.sent:,} sent"


def to_publish(places: Places) -> Pointer:
    """The current build. Raises RunFailed where there is none."""
    pointer = current(places)
    if pointer is None:
        raise RunFailed("there is no build to publish: run `ouverture snapshot` or `ouverture demo`")
    return pointer
