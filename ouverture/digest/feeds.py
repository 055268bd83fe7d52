"""What changed as feeds: Atom (RFC 4287) and JSON Feed 1.1. One entry for what each part last brought."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree

from ouverture.digest.gathering import Digest, News, feed_address
from ouverture.digest.lines import lines_of
from ouverture.digest.words import words

ATOM = "http://www.w3.org/2005/Atom"
XML = "application/atom+xml; charset=utf-8"
JSON = "application/feed+json; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """One piece of news. ``id`` stays the same for as long as the same dates are told."""

    id: str
    title: str
    said: str
    address: str
    day: date

    @property
    def at(self) -> str:
        return datetime.combine(self.day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def entries(digest: Digest, base: str, locale: str) -> list[Entry]:
    """The news of a digest, newest first."""
    found = [_entry(part, base, locale) for part in digest.news if part.as_of]
    return sorted(found, key=lambda entry: (entry.day, entry.id), reverse=True)


def _entry(part: News, base: str, locale: str) -> Entry:
    assert part.as_of is not None  # only such parts are entries
    note = part.note(locale)
    said = [*([note] if note else []), *(line.told(locale) for line in lines_of(part, locale))]
    pinned = {"until": part.as_of.isoformat()} | ({"since": part.before.isoformat()} if part.before else {})
    address = part.address(base, locale, **pinned)
    return Entry(_id(locale, part.name, part.as_of), part.title(locale), "\n".join(said), address, part.as_of)


def atom(digest: Digest, base: str, locale: str, built_at: datetime) -> bytes:
    """The feed as XML; an element tree writes it, so nothing in a name can be markup."""
    told, items = words(locale), entries(digest, base, locale)
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": locale})
    element(feed, "title", f"Ouverture · {told['what_changed']}")
    element(feed, "subtitle", told["about"])
    element(feed, "id", f"tag:ouverture,2026:feed:{locale}")
    element(feed, "updated", max((item.at for item in items), default=built_at.strftime("%Y-%m-%dT%H:%M:%SZ")))
    element(feed, "link", rel="self", type="application/atom+xml", href=feed_address(base, "xml", locale))
    element(feed, "link", rel="alternate", type="text/html", href=digest.address(base, locale))
    element(element(feed, "author"), "name", "Ouverture")
    for item in items:
        entry = element(feed, "entry")
        element(entry, "title", item.title)
        element(entry, "id", item.id)
        element(entry, "updated", item.at)
        element(entry, "link", rel="alternate", type="text/html", href=item.address)
        element(entry, "content", item.said, type="text")
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def json_feed(digest: Digest, base: str, locale: str) -> bytes:
    """The same as JSON Feed 1.1."""
    told = words(locale)
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Ouverture · {told['what_changed']}",
        "description": told["about"],
        "home_page_url": digest.address(base, locale),
        "feed_url": feed_address(base, "json", locale),
        "language": locale,
        "authors": [{"name": "Ouverture"}],
        "items": [
            {
                "id": item.id,
                "url": item.address,
                "title": item.title,
                "content_text": item.said,
                "date_published": item.at,
            }
            for item in entries(digest, base, locale)
        ],
    }
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


def _id(locale: str, name: str, day: date) -> str:
    """A tag URI (RFC 4151): it names the entry in its language and never changes with the server's address."""
    return f"tag:ouverture,{day}:{name}:{locale}"


def element(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    """A child of ``parent`` in the namespace of Atom."""
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text
    return child
