"""The HTTP interface and ``ouverture status --json`` say the same of the same installation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl.places import REPOSITORY, Places
from metrics.reader import Reader

SHARED = ("warehouse", "build_id", "built_at", "snapshot_date", "models", "observations", "healthy")


@pytest.mark.parametrize("name", ["reference", "live"])
def test_reader_and_command_line_agree(installations: dict[str, Path], name: str) -> None:
    environment = os.environ | {"OUVERTURE_DATA": str(installations[name])}
    command = [sys.executable, "-m", "etl", "status", "--json"]
    finished = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    told = json.loads(finished.stdout)
    reader = Reader(Places(installations[name]))
    seen = reader.status().as_dict()
    reader.close()
    assert {key: seen[key] for key in SHARED} == {key: told[key] for key in SHARED}
    days = {
        source["name"]: (source["last_ok"][:10], source["status"]) for source in told["sources"] if source["last_ok"]
    }
    assert {source["name"]: (source["last_ok"], source["status"]) for source in seen["sources"]} == days
