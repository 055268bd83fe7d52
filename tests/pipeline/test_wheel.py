"""What is handed out: the wheel, installed into an empty environment, does from another folder what the checkout does;
the source distribution makes the same wheel."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import sysconfig
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from ouverture.metrics.catalogue import own_catalogue
from tests import REPOSITORY

BUILD = (sys.executable, "-m", "hatchling", "build")  # as `make wheel` has it
Command = Callable[..., subprocess.CompletedProcess[str]]
NOT_OURS = ("OUVERTURE_DATA", "PYTHONPATH", "VIRTUAL_ENV")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of someone who has installed the wheel; its dependencies are those of this environment."""
    home = tmp_path_factory.mktemp("home")
    subprocess.run([*BUILD, "--directory", str(home)], cwd=REPOSITORY, check=True, capture_output=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home / "env")], check=True)
    python = home / "env" / "bin" / "python"
    (built,) = home.glob("ouverture-*.whl")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "--python", str(python)]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(built)], check=True)
    (own,) = (home / "env" / "lib").glob("python*/site-packages")
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")  # its editable checkout is not followed
    return home


@pytest.fixture
def ouverture(home: Path) -> Command:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [home / "env" / "bin" / "ouverture", *arguments],
            cwd=home,
            env=environment(home),
            capture_output=True,
            text=True,
            check=True,
        )

    return run


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return kept | {"HOME": str(home), "XDG_DATA_HOME": str(home / "share")}


def test_the_source_distribution_makes_the_same_wheel(home: Path, tmp_path: Path) -> None:
    (archive,) = home.glob("ouverture-*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    build = [*BUILD, "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=unpacked, check=True, capture_output=True)
    (ours,), (theirs,) = home.glob("*.whl"), tmp_path.glob("*.whl")
    assert contents(theirs) == contents(ours)
    assert ours.name == theirs.name


def contents(wheel: Path) -> dict[str, int]:
    """Each file's checksum."""
    with ZipFile(wheel) as packed:
        return {file.filename: file.CRC for file in packed.infolist()}


def test_the_package_is_the_wheels_own_and_quiet(home: Path) -> None:
    code = "import sys, ouverture; print(ouverture.__file__, 'duckdb' in sys.modules)"
    told = subprocess.run(
        [home / "env" / "bin" / "python", "-c", code], cwd=home, capture_output=True, text=True, check=True
    )
    file, _, heavy = told.stdout.strip().rpartition(" ")
    assert Path(file).is_relative_to(home)
    assert (heavy, told.stderr) == ("False", "")


def test_a_panel_is_built_exported_and_served_without_a_checkout(home: Path, ouverture: Command) -> None:
    assert str(home / "share" / "ouverture") in ouverture("demo").stdout
    assert "demo" in ouverture("status").stdout.splitlines()[0]
    ouverture("export", "--all", "--out", "out")
    written = {path.stem for path in (home / "out").glob("*.csv")}
    assert written == {metric.name for metric in own_catalogue().values() if not metric.required}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [home / "env" / "bin" / "ouverture", "serve", "--port", str(port)], cwd=home, env=environment(home)
    )
    try:
        assert asked(f"http://127.0.0.1:{port}/api/v1/metrics/open_share.csv").startswith(b"source,")
        assert b"<title>" in asked(f"http://127.0.0.1:{port}/")
    finally:
        serving.terminate()
        assert serving.wait(20) in (0, -signal.SIGTERM)  # uvicorn ends, then dies of the signal it was sent


def asked(address: str) -> bytes:
    """The answer, once there is one."""
    for _ in range(600):
        try:
            with urlopen(address) as answer:
                return bytes(answer.read())
        except URLError:
            time.sleep(0.2)
    raise TimeoutError(address)
