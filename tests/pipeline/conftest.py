"""An installation that has its first build, made once and copied for each test that wants one."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.places import Places
from etl.progress import Silent
from etl.registry import load_registry
from etl.snapshot import open_sources, snapshot


@pytest.fixture(scope="session")
def panel_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder after ``ouverture demo``. Copy it, do not change it."""
    root = tmp_path_factory.mktemp("panel") / "data"
    sources = open_sources(["reference"])
    snapshot(Places(root), load_registry(), sources, scope=None, now=lambda: datetime.now(UTC), progress=Silent())
    return root


@pytest.fixture
def installed(panel_installation: Path, own_state: None) -> Places:
    """The installation that ``OUVERTURE_DATA`` names, with the reference panel published."""
    places = Places.from_environment()
    shutil.copytree(panel_installation, places.root, dirs_exist_ok=True)
    return places
