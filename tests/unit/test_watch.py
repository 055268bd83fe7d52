"""Rules for watching: what came true since the last look is told once, to each address, and nothing else is."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ouverture.cli import main
from ouverture.metrics.reader import Reader
from ouverture.outcome import UsageOrRegistry
from ouverture.places import Places
from ouverture.watch.looks import Alert, Eyes
from ouverture.watch.rules import Rules, load_rules
from ouverture.watch.telling import ATOM, by_apprise, preview, watch
from tests import REPOSITORY
from tests.samples.tables import publish_tables
from tests.sql.test_changes_terms import TABLES as TERMS
from tests.sql.test_claims import TABLES as CLAIMS

NOW = datetime(2026, 1, 10, tzinfo=UTC)
BASE = "https://ouverture.example"
LABS = """
    run_id | snapshot_date | lab_id  | tier | excluded | models | downloads_30d
    r{n}   | 2026-01-{day} | google  | 2    | false    | 1      | 400
    r{n}   | 2026-01-{day} | mistral | 2    | false    | 1      | {mistral}
    r{n}   | 2026-01-{day} | mistral | 2    | true     | 1      | 9000
"""
BEFORE = {
    "snapshot_run": "\n".join(TERMS["snapshot_run"].splitlines()[:-2]),
    "mart_adoption": LABS.format(n=2, day="09", mistral=300),
    "claim": CLAIMS["claim"],
    "claim_test": CLAIMS["claim_test"],
}
AFTER = TERMS | {
    "mart_adoption": LABS.format(n=3, day="16", mistral=500),
    "claim": CLAIMS["claim"],
    "claim_test": CLAIMS["claim_test"].replace("| 5       | false", "| 5       | true "),
}
RULES = """
to = ["json://hook.example/${SECRET}"]
feed = "alerts.xml"

[[rule]]
when = "overtakes"
lab = "mistral"

[[rule]]
when = "terms"

[[rule]]
when = "moves"
metric = "lab_table"
column = "downloads_30d"
by = 100
where = {lab_id = "mistral"}
parameters = {basis = "adjusted"}

[[rule]]
when = "verdict"
claim = "b"
"""


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Eyes, Eyes]]:
    """What is seen before and after."""
    readers = []
    for name, tables in (("before", BEFORE), ("after", AFTER)):
        places = Places(tmp_path_factory.mktemp(name))
        publish_tables(places, tables)
        readers.append(Reader(places))
    before, after = (Eyes(reader, "en", BASE, NOW + timedelta(days=7 * n)) for n, reader in enumerate(readers))
    yield before, after
    for reader in readers:
        reader.close()


@pytest.fixture
def rules(tmp_path: Path) -> tuple[Rules, Path]:
    path = tmp_path / "rules.toml"
    path.write_text(RULES)
    return load_rules(path, {"SECRET": "s3cret"}), path


class Inbox:
    """An address that takes what comes while it is open."""

    def __init__(self) -> None:
        self.open = True
        self.taken: list[Alert] = []

    def __call__(self, to: str, alert: Alert) -> bool:
        assert to == "json://hook.example/s3cret"
        if self.open:
            self.taken.append(alert)
        return self.open


def test_each_thing_is_told_once(builds: tuple[Eyes, Eyes], rules: tuple[Rules, Path], tmp_path: Path) -> None:
    (before, after), state, inbox = builds, tmp_path / "state.json", Inbox()
    assert preview(rules[0], state, before) == []
    assert watch(*rules, state, before, inbox).new == []  # the first look tells nothing
    assert watch(*rules, state, before, inbox).new == []
    assert {alert.title for alert in preview(rules[0], state, after)} == {
        "Mistral AI is downloaded more than Google",
        "Terms changed: b/two",
        "Labs at the latest reading: 300 → 500",
        "“holds once”: Depends → Holds",
    }
    inbox.open = False
    told = watch(*rules, state, after, inbox)
    assert (len(told.new), told.undelivered, inbox.taken) == (4, 4, [])
    inbox.open = True
    told = watch(*rules, state, after, inbox)  # nothing is new, and what is owed is handed over
    assert (told.new, told.undelivered, len(inbox.taken)) == ([], 0, 4)
    assert watch(*rules, state, after, inbox).new == []
    assert len(inbox.taken) == 4
    assert "s3cret" not in state.read_text()
    said = {alert.title: alert for alert in inbox.taken}
    passed = said["Mistral AI is downloaded more than Google"]
    assert passed.said == "30-day downloads, machine traffic left out: 500 and 400, 16 January 2026."
    assert passed.address == f"{BASE}/card?metric=lab_table&basis=adjusted"
    assert "Access" in said["Terms changed: b/two"].said
    feed = ElementTree.fromstring((tmp_path / "alerts.xml").read_bytes())
    assert {entry.findtext(f"{{{ATOM}}}title") for entry in feed.iter(f"{{{ATOM}}}entry")} == said.keys()


def test_a_late_source_is_told_when_it_becomes_late(builds: tuple[Eyes, Eyes], tmp_path: Path) -> None:
    rules, inbox = Rules.model_validate({"to": [], "rule": [{"when": "late"}]}), Inbox()
    state, eyes = tmp_path / "state.json", builds[0]
    assert watch(rules, tmp_path, state, eyes, inbox).new == []
    late = watch(rules, tmp_path, state, replace(eyes, now=NOW + timedelta(days=60)), inbox).new
    assert late
    assert all(alert.title.startswith("The observatory needs a look: ") for alert in late)
    assert watch(rules, tmp_path, state, replace(eyes, now=NOW + timedelta(days=61)), inbox).new == []


def test_the_recipe_is_one_and_has_every_kind() -> None:
    rules = load_rules(REPOSITORY / "docs" / "recipes" / "alerts.toml", {"MAIL_USER": "me", "MAIL_PASSWORD": "pw"})
    assert {rule.when for rule in rules.rule} == {"overtakes", "terms", "moves", "verdict", "late"}
    assert rules.to[0].startswith("mailtos://me:pw@")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "rule: Field required"),
        ('[[rule]]\nwhen = "often"', "'overtakes', 'terms', 'moves', 'late', 'verdict'"),
        ('[[rule]]\nwhen = "terms"\nlabs = "qwen"', "labs: Extra inputs are not permitted"),
        ('to = ["mailto://${NOBODY_HAS_THIS}"]\n[[rule]]\nwhen = "late"', "the environment has no NOBODY_HAS_THIS"),
        ("when =", "is no TOML"),
    ],
)
def test_a_file_that_is_no_rules_says_where(written: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(written)
    with pytest.raises(UsageOrRegistry, match=str(path)) as refused:
        load_rules(path, {})
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"when": "overtakes", "lab": "acme"}, "there is no lab 'acme'"),
        ({"when": "verdict", "claim": "zzz"}, "there is no claim 'zzz'"),
        ({"when": "moves", "metric": "lab_tabel", "column": "share", "by": 1.0}, "did you mean 'lab_table'"),
        ({"when": "moves", "metric": "lab_table", "column": "shares", "by": 1.0}, "has no column 'shares'"),
        ({"when": "moves", "metric": "lab_table", "column": "lab_id", "by": 1.0}, "holds no numbers"),
        ({"when": "moves", "metric": "lab_table", "column": "share", "by": 1.0}, 'where = {lab_id = "mistral"}'),
    ],
)
def test_a_rule_that_does_not_fit_is_refused(
    rule: dict[str, object], said: str, builds: tuple[Eyes, Eyes], tmp_path: Path
) -> None:
    rules = Rules.model_validate({"rule": [rule]})
    with pytest.raises(UsageOrRegistry) as refused:
        watch(rules, tmp_path, tmp_path / "state.json", builds[0], Inbox())
    assert said in str(refused.value)
    assert not (tmp_path / "state.json").exists()


def test_a_webhook_is_handed_title_text_and_address() -> None:
    taken: list[dict[str, str]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200 if len(taken) > 1 else 500)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing on the screen."""

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    alert, to = Alert("a", "Moved", "By much", f"{BASE}/card", "2026-01-10"), f"json://127.0.0.1:{server.server_port}/x"
    try:
        assert not by_apprise(to, alert)
        assert by_apprise(to, alert)
    finally:
        server.shutdown()
        server.server_close()
    assert taken[1]["title"] == "Moved"
    assert taken[1]["message"] == f"By much\n\n{BASE}/card"
    with pytest.raises(UsageOrRegistry, match="knows no address that begins 'nowhere'"):
        by_apprise("nowhere://x:secret@y", alert)


def test_a_dry_run_prints_and_notes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data, path = tmp_path / "data", tmp_path / "rules.toml"
    publish_tables(Places(data), BEFORE)
    path.write_text('[[rule]]\nwhen = "terms"\n')
    monkeypatch.setenv("OUVERTURE_DATA", str(data))
    assert main(["watch", str(path), "--dry-run"]) == 0
    assert not Places(data).watch.exists()
    assert main(["watch", str(path)]) == 0
    assert len(list(Places(data).watch.iterdir())) == 1
    assert main(["watch", str(path)]) == 0
    first = "the first look tells nothing; what is new after it is told"
    assert capsys.readouterr().out.splitlines() == [first, first, "nothing new"]
    assert main(["watch", str(tmp_path / "none.toml")]) == 2
