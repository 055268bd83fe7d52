"""What `make run` shows: a live snapshot if the Hub answers, else what there is, else the reference panel."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime

import pytest

from ouverture.pipeline.ledger import LedgerRow, read_ledger
from ouverture.pipeline.progress import LogLines
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from ouverture.serve import PROBE_SECONDS, prepare
from tests.standin import Fault, Hub


def hub_runs(places: Places) -> list[LedgerRow]:
    return [run for run in read_ledger(current(places)).runs if run.source == "hub"]


def prepared(places: Places) -> None:
    prepare(places, load_registry(), lambda: datetime.now(UTC), LogLines(sys.stderr))


def test_prepare_takes_a_live_snapshot_if_the_hub_answers(own_state: None, hub: Hub) -> None:
    places = Places.from_environment()
    prepared(places)
    assert len(hub_runs(places)) == 1
    before, asked = current(places), len(hub.requests)
    prepared(places)
    assert (current(places), len(hub.requests)) == (before, asked)


@pytest.mark.parametrize("fault", ["hang", "html"])
def test_prepare_does_not_wait_for_a_silent_hub_and_shows_the_panel(
    own_state: None, hub: Hub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    assert PROBE_SECONDS < 10
    monkeypatch.setattr("ouverture.serve.PROBE_SECONDS", 0.3)
    places = Places.from_environment()
    hub.faults = [Fault(fault, path="/", seconds=600)]
    began = time.monotonic()
    prepared(places)
    assert time.monotonic() - began < 300  # half as long as the Hub is silent, many times what the panel's build takes
    assert hub_runs(places) == []
    assert current(places).models > 1000
    assert "the Hub does not answer" in capsys.readouterr().err


def test_prepare_shows_what_there_is_if_the_snapshot_fails(
    installed: Places, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.faults = [Fault("html", author="google")]
    yesterday = json.loads(installed.pointer.read_text()) | {"built_at": "2020-01-01T00:00:00Z"}
    installed.pointer.write_text(json.dumps(yesterday))
    prepared(installed)
    assert hub_runs(installed) == []
    assert "organisation google" in capsys.readouterr().err
