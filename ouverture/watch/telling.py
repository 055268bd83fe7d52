"""One look by a file of rules: what is new is noted first, then told to each address until that has taken it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ouverture.digest.feeds import ATOM, element
from ouverture.metrics.errors import BadParameter, MetricError, UnknownMetric
from ouverture.metrics.writing import write_whole
from ouverture.outcome import RunFailed, UsageOrRegistry
from ouverture.watch.looks import Alert, Eyes, look, words
from ouverture.watch.rules import Rules

KEPT = 100  # alerts that the feed goes back

Send = Callable[[str, Alert], bool]  # to one address; whether it was taken


@dataclass(frozen=True)
class Told:
    """What one look came to: ``new`` alerts, and how many could not be handed over."""

    new: list[Alert]
    undelivered: int


def watch(rules: Rules, path: Path, state: Path, eyes: Eyes, send: Send) -> Told:
    """Look, note, tell. A look that is broken off tells again what was not taken, and nothing twice.

    Raises UsageOrRegistry for a rule that does not fit, RunFailed where the state cannot be read.
    """
    known = _read(state)
    seen, new = _looked(rules, eyes, known)
    ids = {alert["id"] for alert in known["told"]}
    new = [alert for alert in new if alert.id not in ids]
    known["seen"] |= seen
    known["told"] = [*map(asdict, reversed(new)), *known["told"]][:KEPT]
    addresses = {name_of(to): to for to in rules.to}
    known["owed"] = {
        key: [*known["owed"].get(key, []), *map(asdict, new)] for key in addresses
    }  # of addresses that are gone nothing is owed
    _write(state, known)
    for key, to in addresses.items():
        while known["owed"][key] and send(to, Alert(**known["owed"][key][0])):
            known["owed"][key].pop(0)
            _write(state, known)
    if rules.feed:
        write_whole(path.parent / rules.feed, _atom([Alert(**alert) for alert in known["told"]], eyes))
    return Told(new, sum(map(len, known["owed"].values())))


def preview(rules: Rules, state: Path, eyes: Eyes) -> list[Alert]:
    """What a look would tell, with nothing noted and nothing told."""
    known = _read(state)
    ids = {alert["id"] for alert in known["told"]}
    return [alert for alert in _looked(rules, eyes, known)[1] if alert.id not in ids]


def _looked(rules: Rules, eyes: Eyes, known: dict[str, Any]) -> tuple[dict[str, Any], list[Alert]]:
    seen, new = {}, []
    for rule in rules.rule:
        key = name_of(rule.model_dump_json())
        try:
            seen[key], found = look(rule, eyes, known["seen"].get(key))
        except (UnknownMetric, BadParameter) as error:
            raise UsageOrRegistry(f"when = {rule.when!r}: {error}") from error
        except MetricError as error:
            raise RunFailed(f"when = {rule.when!r}: {error}") from error
        new += found
    return seen, new


def by_apprise(to: str, alert: Alert) -> bool:
    """Hand one alert to an address. Raises UsageOrRegistry where apprise is missing or knows no such address."""
    try:
        from apprise import Apprise
    except ModuleNotFoundError:
        raise UsageOrRegistry("sending alerts needs apprise: pip install 'ouverture[watch]'") from None
    apprise = Apprise()
    if not apprise.add(to):
        raise UsageOrRegistry(f"to: apprise knows no address that begins {to.partition(':')[0]!r}, or it is incomplete")
    return bool(apprise.notify(body=f"{alert.said}\n\n{alert.address}", title=alert.title))


def _read(state: Path) -> dict[str, Any]:
    if not state.exists():
        return {"seen": {}, "told": [], "owed": {}}
    try:
        known: dict[str, Any] = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise RunFailed(f"{state} cannot be read ({error}): remove it, and the next look begins anew") from None
    return known


def _write(state: Path, known: dict[str, Any]) -> None:
    write_whole(state, (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode())


def name_of(text: str) -> str:
    """A name without what it names: addresses hold passwords."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _atom(alerts: Sequence[Alert], eyes: Eyes) -> bytes:
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    element(feed, "title", words(eyes.language)["feed"])
    element(feed, "id", "tag:ouverture,2026:alerts")
    newest = max((alert.day for alert in alerts), default=eyes.now.date().isoformat())
    element(feed, "updated", f"{newest}T00:00:00Z")
    element(element(feed, "author"), "name", "Ouverture")
    for alert in alerts:
        entry = element(feed, "entry")
        element(entry, "title", alert.title)
        element(entry, "id", f"tag:ouverture,2026:{alert.id}")
        element(entry, "updated", f"{alert.day}T00:00:00Z")
        element(entry, "link", rel="alternate", type="text/html", href=alert.address)
        element(entry, "content", alert.said, type="text")
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))
