"""What was cited answers for ever: published, asked for by its build, pruned, and asked again by every surface."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from ouverture.cli import main
from ouverture.dashboard.texts import text
from ouverture.metrics import archive
from ouverture.metrics.errors import BadParameter, BuildGone
from ouverture.metrics.reader import Reader, shared_reader
from ouverture.metrics.restated import compare
from ouverture.places import Places
from ouverture.web import api
from tests import REPOSITORY
from tests.app.page import words
from tests.samples.tables import BUILD_ID, publish_tables
from tests.sql.routed import SECOND, TABLES

NAME, LATER = "routed_labs", "20251001-0000beef"
RESTATED = TABLES["router_tokens"].replace("| 40           |", "| 90           |")  # of 9 March: Beta 100 of 150
ASKED = {"on": SECOND.isoformat()}


@pytest.fixture
def places(own_state: None) -> Iterator[Places]:
    """One build, and the process's reader on it."""
    places = Places.from_environment()
    publish_tables(places, TABLES)
    shared_reader.cache_clear()
    yield places
    shared_reader().close()
    shared_reader.cache_clear()


def prune(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that says other things is published, and the first is gone."""
    monkeypatch.setattr("tests.samples.tables.BUILD_ID", LATER)
    publish_tables(places, {**TABLES, "router_tokens": RESTATED})
    (places.warehouse / f"{BUILD_ID}.duckdb").unlink()
    shared_reader().close()
    shared_reader.cache_clear()


def objects(places: Places) -> list[Path]:
    return sorted((places.root / "archive" / "objects").rglob("*.json"))


def test_the_reader_answers_as_it_did(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shared_reader().run(NAME, ASKED, build_id=BUILD_ID)
    prune(places, monkeypatch)
    kept = shared_reader().run(NAME, {"on": SECOND}, build_id=BUILD_ID)  # as a value or as text
    assert kept.table.equals(before.table)
    assert (kept.headline("fr"), kept.note("en")) == (before.headline("fr"), before.note("en"))
    assert (kept.parameters, kept.credits, kept.metric.edition) == (
        before.parameters,
        before.credits,
        before.metric.edition,
    )
    assert (kept.build.build_id, kept.build.pinned, kept.build.archived) == (BUILD_ID, True, True)
    with pytest.raises(BuildGone):
        shared_reader().run(NAME, build_id=BUILD_ID)  # that was never asked for
    now = shared_reader().run(NAME, ASKED)
    found = compare(kept, now)
    assert (found.kind, found.changed, found.of) == ("restated", 4, 4)
    assert compare(now, now).kind == "same"


def test_api_and_dashboard_answer_alike(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(Starlette(routes=api.routes))
    address = f"/api/v1/metrics/{NAME}.json?on={SECOND}&build={BUILD_ID}"
    before = client.get(address)
    assert "X-Ouverture-Archived" not in before.headers
    prune(places, monkeypatch)
    kept = client.get(address)
    assert (kept.status_code, kept.headers["X-Ouverture-Archived"]) == (200, "true")
    then = before.json()
    assert kept.json() == {**then, "build": {**then["build"], "archived": True}}
    assert client.get(f"/api/v1/metrics/{NAME}.csv?build={BUILD_ID}").status_code == 410
    app = AppTest.from_file(REPOSITORY / "ouverture" / "dashboard" / "shell.py", default_timeout=120)
    app.run()
    app.switch_page("../../pages/card.py")
    app.query_params.update({"metric": NAME, **ASKED, "build": BUILD_ID})
    said = words(app.run()).replace("\\", "")
    assert not app.exception
    assert "Restated since: 4 of the 4 values" in said.replace("**", "")
    titles = [shared_reader().run(NAME, ASKED, build_id=build).headline() or "" for build in (BUILD_ID, None)]
    assert "50%" in titles[0] and "67%" in titles[1]
    assert f"Then: {titles[0]}" in said and f"Now: {titles[1]}" in said
    assert text("en", "state.card_error") not in said


def test_the_command_keeps_the_headlines_or_what_it_is_told(
    places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "OF_A_BUILD", 0)  # bounds visitors alone
    monkeypatch.setattr(archive, "HEADLINES", ("routed_countries", "promises"))
    assert main(["archive"]) == 0, capsys.readouterr().err
    assert set(archive.HEADLINES) <= {path.stem.rpartition("-")[0] for path in (places.root).rglob("index/*/*.json")}
    assert main(["archive", NAME]) == 0
    assert NAME in capsys.readouterr().out
    assert main(["archive", "no_such_metric"]) == 2
    prune(places, monkeypatch)
    assert shared_reader().run(NAME, build_id=BUILD_ID).build.archived


def test_the_same_figures_are_kept_once(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    shared_reader().run(NAME, build_id=BUILD_ID)
    first = objects(places)
    monkeypatch.setattr("tests.samples.tables.BUILD_ID", LATER)
    publish_tables(places, TABLES)
    shared_reader().run(NAME, build_id=LATER)
    assert objects(places) == first


def test_visitors_keep_a_bounded_number_of_small_results(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "OF_A_BUILD", 1)
    shared_reader().run(NAME, ASKED, build_id=BUILD_ID)
    shared_reader().run(NAME, build_id=BUILD_ID)
    assert len(objects(places)) == 1
    monkeypatch.setattr(archive, "OF_A_BUILD", 100)
    monkeypatch.setattr(archive, "OF_ALL", objects(places)[0].stat().st_size)  # its entry is counted as well
    assert not shared_reader().keep(shared_reader().run(NAME))
    assert shared_reader().keep(shared_reader().run(NAME), chosen=True)
    monkeypatch.setattr(archive, "LARGEST", 10)
    large = shared_reader().run("promises")
    assert not shared_reader().keep(large, chosen=True)
    monkeypatch.setattr(archive, "_object", None)  # is not made a second time to be found too large
    assert not shared_reader().keep(large, chosen=True)


def test_a_folder_that_takes_nothing_costs_nobody_an_answer(places: Places) -> None:
    (places.root / "archive").write_text("a file where the folder should be")
    assert shared_reader().run(NAME, build_id=BUILD_ID).table.num_rows == 3
    assert main(["archive", NAME]) == 1


HOSTILE = (
    "",
    "null",
    "[" * 100_000,
    '{"format": 1}',
    "\x00\xff",
    json.dumps({"format": 1, "metric": {"name": "x", "sql": "SELECT 1"}, "rows": [[1]], "parameters": {}}),
)


def test_hostile_files_are_no_answer(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    shared_reader().run(NAME, build_id=BUILD_ID)
    (path,) = objects(places)
    (entry,) = (places.root / "archive" / "index").rglob("*.json")
    honest = entry.read_text()
    prune(places, monkeypatch)
    for content in HOSTILE:
        path.write_text(content)
        entry.write_text(honest)
        with pytest.raises(BuildGone):
            shared_reader().run(NAME, build_id=BUILD_ID)
        digest = sha256(content.encode()).hexdigest()  # whoever can write the object can write the index as well
        forged = path.parent.parent / digest[:2] / f"{digest}.json"
        forged.parent.mkdir(exist_ok=True)
        forged.write_text(content)
        entry.write_text(honest.replace(path.stem, digest))
        with pytest.raises(BuildGone):
            shared_reader().run(NAME, build_id=BUILD_ID)
    for content in (*HOSTILE, *(json.dumps(json.loads(honest) | {"sha256": sha}) for sha in ("../../x", "a" * 63))):
        entry.write_text(content)
        with pytest.raises(BuildGone):
            shared_reader().run(NAME, build_id=BUILD_ID)
    with pytest.raises(BadParameter):
        shared_reader().run(NAME, build_id="../../etc")


def test_headlines_come_back_as_they_went(panel_reader: Reader) -> None:
    """On the panel: rows, sentences and parameters."""
    for name in archive.HEADLINES:
        metric = panel_reader.catalogue[name]
        result = panel_reader.run(name)
        restored = archive._restored(json.loads(archive._object(result)), result.build)
        assert restored.table.equals(result.table), metric.name
        assert [restored.headline(n) for n in ("en", "fr")] == [result.headline(n) for n in ("en", "fr")], metric.name
        assert [restored.note(n) for n in ("en", "fr")] == [result.note(n) for n in ("en", "fr")], metric.name
        assert (restored.parameters, restored.unknown_task) == (result.parameters, result.unknown_task), metric.name
