"""The HTTP interface and ``ouverture status --json`` say the same of the same installation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ouverture.metrics.reader import Reader
from ouverture.places import Places
from ouverture.status import status_of
from tests import REPOSITORY

SHARED = ("build_id", "built_at", "snapshot_date", "models", "observations")
VERDICT = ("healthy", "ready", "state", "problems", "reasons", "sources", "quarantined", "unfinished", "next_due")


@pytest.mark.parametrize(("name", "state"), [("reference", "demo"), ("live", "healthy"), ("stale", "degraded")])
def test_reader_and_command_line_agree(installations: dict[str, Path], name: str, state: str) -> None:
    environment = os.environ | {"OUVERTURE_DATA": str(installations[name])}
    command = [sys.executable, "-m", "ouverture", "status", "--json"]
    finished = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    told = json.loads(finished.stdout)
    reader = Reader(Places(installations[name]))
    seen = status_of(reader.warehouse).as_dict(datetime.now(UTC))
    reader.close()
    assert {key: seen[key] for key in SHARED} == {key: told[key] for key in SHARED}
    assert {key: seen[key] for key in VERDICT} == {key: told[key] for key in VERDICT}
    assert (told["state"], told["healthy"]) == (state, finished.returncode == 0)
    assert str(installations[name]) in told["warehouse"]
    assert str(installations[name]) not in json.dumps(seen)
