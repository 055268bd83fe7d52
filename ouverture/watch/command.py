"""``ouverture watch``: one look by a file of rules, for cron after the snapshot."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ouverture.dashboard.address import address_to_print
from ouverture.metrics.catalogue import Catalogue
from ouverture.metrics.reader import Reader
from ouverture.outcome import RunFailed
from ouverture.places import Places
from ouverture.watch.looks import Eyes
from ouverture.watch.rules import load_rules
from ouverture.watch.telling import by_apprise, name_of, preview, watch


def run(path: Path, places: Places, catalogue: Catalogue, now: datetime, *, dry: bool) -> None:
    """Print what is new and tell it; ``dry``: print alone. Raises UsageOrRegistry, RunFailed (not all was taken)."""
    rules = load_rules(path)
    state = places.watch / f"{name_of(str(path.resolve()))}.json"
    reader = Reader(places, catalogue)
    try:
        eyes = Eyes(reader, rules.language, address_to_print(), now)
        first = not state.exists()
        if dry:
            new, undelivered = preview(rules, state, eyes), 0
        else:
            told = watch(rules, path, state, eyes, by_apprise)
            new, undelivered = told.new, told.undelivered
    finally:
        reader.close()
    for alert in new:
        print(f"{alert.day} {alert.title}\n  {alert.address}")  # noqa: T201 - a command's output
    if not new:
        print("the first look tells nothing; what is new after it is told" if first else "nothing new")  # noqa: T201
    if undelivered:
        raise RunFailed(f"{undelivered} alerts could not be handed over; the next look tries them again")
