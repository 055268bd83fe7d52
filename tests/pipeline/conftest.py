"""An installation that has its first build, copied for each test that wants one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ouverture.places import Places


@pytest.fixture
def installed(panel_installation: Path, own_state: None) -> Places:
    """The installation that ``OUVERTURE_DATA`` names, with the reference panel published."""
    places = Places.from_environment()
    shutil.copytree(panel_installation, places.root, dirs_exist_ok=True)
    return places
