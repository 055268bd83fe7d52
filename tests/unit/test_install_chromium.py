"""Where there is neither a browser nor apt, ``make test`` says what to do instead of skipping the browser tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests import REPOSITORY

SCRIPT = REPOSITORY / "tests" / "e2e" / "install-chromium.sh"
CHROME_ON_MACOS = Path("/Applications/Google Chrome.app")


def run(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["/bin/sh", SCRIPT], env=environment, capture_output=True, text=True, check=False)


def test_without_browser_and_apt_the_remedy_is_named(tmp_path: Path) -> None:
    finished = run(PATH=str(tmp_path))
    if not CHROME_ON_MACOS.exists():
        assert finished.returncode == 1
        assert "set CHROMIUM=/path/to/chromium" in finished.stderr


def test_a_browser_that_is_named_is_enough(tmp_path: Path) -> None:
    own = tmp_path / "my-chromium"
    own.touch(mode=0o755)
    assert run(PATH=str(tmp_path / "nothing"), CHROMIUM=str(own)).returncode == 0
