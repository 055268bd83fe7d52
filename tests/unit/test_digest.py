"""What changed, as mail, text, feeds and JSON: each parses, proves what it says, and runs nothing of a name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ouverture.cli import main
from ouverture.digest import data, feeds, mail
from ouverture.digest.gathering import Digest, gather
from ouverture.digest.words import words
from ouverture.metrics.errors import BuildGone
from ouverture.metrics.reader import Reader
from ouverture.places import Places
from ouverture.web import api
from ouverture.web import feeds as web_feeds
from tests.samples.tables import BUILD_ID, publish_tables
from tests.samples.warehouse import next_build
from tests.sql.routed import SECOND, TABLES, THIRD

LATER = "20251001-0000beef"
BASE, EVIL = "https://ouverture.example", "b/<script>alert(1)</script>&"
WORLD = {
    **TABLES,
    "router_tokens": TABLES["router_tokens"].replace("b/new  ", EVIL),
    "correction": """
        correction_id | corrected_on | what_en | what_fr | figure_before | figure_after | unit  | why_en | why_fr
        a             | 2026-03-09   | Share   | Part    | 6.7           | 5.7          | times | rule   | règle
    """,
}
VOID = {"meta", "br"}


class Tags(HTMLParser):
    """Every tag is closed in order; the tags met and the links."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.met: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    places = Places(tmp_path_factory.mktemp("digest"))
    publish_tables(places, WORLD)
    reader = Reader(places)
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def digest(reader: Reader) -> Digest:
    return gather(reader, None, None)


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_mail_is_whole_and_runs_nothing(digest: Digest, locale: str) -> None:
    said = mail.html(digest, BASE, locale, date(2026, 3, 11))
    tags = Tags()
    tags.feed(said)
    assert tags.open == []
    assert not tags.met & {"script", "img", "iframe", "link", "style", "form"}
    assert "&lt;script&gt;alert(1)&lt;" in said
    assert all(link.startswith(f"{BASE}/") for link in tags.links)
    assert f"{BASE}/card?metric=changes_routed" in " ".join(tags.links)
    assert "<s>6.7 ×</s>" in said or "<s>6,7 ×</s>" in said
    assert f"{BASE}/feed.xml" + ("?lang=fr" if locale == "fr" else "") in tags.links


def test_the_text_says_the_same(digest: Digest) -> None:
    said = mail.text(digest, BASE, "fr")
    assert "- Chiffres\N{NO-BREAK SPACE}: Part 6,7 × → 5,7 × (règle)" in said
    assert f"{BASE}/changes?lang=fr" in said


def test_atom_is_well_formed_and_complete(digest: Digest) -> None:
    feed = ElementTree.fromstring(feeds.atom(digest, BASE, "en", datetime(2026, 3, 11, tzinfo=UTC)))
    a = {"a": feeds.ATOM}
    entries = feed.findall("a:entry", a)
    assert [e.findtext("a:id", None, a) for e in entries] == [
        "tag:ouverture,2026-03-10:changes_routed:en",
        "tag:ouverture,2026-03-09:corrections:en",
    ]
    for element in (feed, *entries):  # RFC 4287, 4.1.1 and 4.1.2
        assert element.findtext("a:title", None, a)
        assert datetime.fromisoformat(element.findtext("a:updated", "", a))
        assert element.find("a:link[@rel='alternate']", a) is not None
    assert "<script>" in (entries[0].findtext("a:content", "", a)), "as text, of type text"
    assert "since=2026-03-09" in entries[0].find("a:link", a).attrib["href"], "for good, whatever comes"  # type: ignore[union-attr]


def test_json_feed_has_what_its_version_asks_for(digest: Digest) -> None:
    feed = json.loads(feeds.json_feed(digest, BASE, "fr"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["language"], feed["feed_url"]) == ("fr", f"{BASE}/feed.json?lang=fr")
    assert all(item["id"].endswith(":fr") for item in feed["items"]), "another text is another entry"
    assert "Chiffres\N{NO-BREAK SPACE}: Part 6,7 × → 5,7 × (règle)" in feed["items"][1]["content_text"]
    assert [item["id"] for item in feed["items"]] == sorted((item["id"] for item in feed["items"]), reverse=True)
    assert all(item["content_text"] and item["url"].startswith(BASE) for item in feed["items"])


def test_the_server_gives_both_feeds(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_feeds, "shared_reader", lambda: reader)
    monkeypatch.delenv("OUVERTURE_URL", raising=False)
    client = TestClient(Starlette(routes=api.routes))
    atom = client.get("/feed.xml?lang=fr")
    assert atom.headers["content-type"] == feeds.XML
    assert ElementTree.fromstring(atom.content).tag == f"{{{feeds.ATOM}}}feed"
    assert "http://testserver/feed.xml?lang=fr" in atom.text, "where this visitor came"
    assert atom.headers["cache-control"] == "no-store", "and nobody else"
    monkeypatch.setenv("OUVERTURE_URL", BASE)
    told = client.get("/feed.json")
    assert told.json()["items"]
    assert told.headers["cache-control"] == "public, max-age=900"
    assert client.get("/feed.json", headers={"if-none-match": told.headers["etag"]}).status_code == 304
    assert client.get("/feed.json?lang=de").status_code == 400


def test_for_programs_with_rows_and_reasons(digest: Digest) -> None:
    told = json.loads(data.as_json(digest, BASE))
    assert [part["metric"] for part in told["news"]] == ["changes_routed", "corrections"]
    assert told["news"][0]["rows"][0]["model"]
    assert told["news"][0]["compared_with"] == "2026-03-09"


def test_nothing_new_is_told_with_its_reason(reader: Reader) -> None:
    quiet = gather(reader, THIRD, None)
    assert quiet.news == ()
    assert quiet.lead("en") == "Nothing new since 10 March 2026."
    said = mail.text(quiet, BASE, "en")
    assert "Routed tokens: No newer day of routed tokens than 10 March 2026" in said
    assert words("en")["why_wait"] in said


def test_the_command_prints_it(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OUVERTURE_DATA", str(Path(reader.warehouse.places.root)))
    monkeypatch.setenv("OUVERTURE_URL", BASE)
    assert main(["digest", "--since", "2026-03-09", "--format", "html", "--lang", "fr"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")
    with pytest.raises(SystemExit, match="2"):
        main(["digest", "--since", "yesterday"])
    assert "takes a date such as 2026-11-23" in capsys.readouterr().err


def test_two_builds_are_set_beside_each_other(tmp_path: Path) -> None:
    """A verdict that turned; a share of 9 March that is another, by 40 of 100 tokens that were 90 of 150."""
    places = Places(tmp_path)
    claims = {
        "claim": "claim_id | claim | claim_fr | kind | metric\n"
        "a | Open gains | L'ouvert gagne | debate | routed_open_share",
        "claim_test": "claim_id | place | definition_en | definition_fr | holds | measured_on\n"
        "a | 1 | It did | Oui | true | 2026-03-10",
    }
    publish_tables(places, {**TABLES, **claims})
    changed = "UPDATE router_tokens SET total_tokens = 90 WHERE total_tokens = 40"
    next_build(places, LATER, "UPDATE claim_test SET holds = false, definition_fr = 'Non'", changed)
    reader = Reader(places)
    try:
        told = mail.text(gather(reader, None, None), BASE, "fr")
        assert "L'ouvert gagne Tient → Ne tient pas (Non)" in told
        assert f"{BASE}/changes?against={BUILD_ID}&lang=fr#turned" in told
        (restated,) = (part for part in gather(reader, THIRD, None).news if part.name == "restated")
        assert [(row["metric"], row["changed"]) for row in restated.rows] == [("routed_open_share", 1)]
        assert restated.rows[0]["key"]["observed_on"] == SECOND
        assert json.loads(data.as_json(gather(reader, None, None, against=BUILD_ID), BASE))["against"] == BUILD_ID
        assert not [part for part in gather(reader, None, None, BUILD_ID).news if part.name == "turned"]
        with pytest.raises(BuildGone):
            gather(reader, None, None, against="20200101-0000abcd")
    finally:
        reader.close()
