"""What every test gets: no network but loopback (see pyproject.toml), no state of this machine, a stand-in of the Hub.

The environment is set when this file is loaded, before anything imports huggingface_hub, which reads it only once.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from ouverture.registry.sources import SOURCES  # it imports no client

_SESSION = tempfile.TemporaryDirectory(prefix="ouverture-tests-")
NOWHERE = "http://127.0.0.1:9"  # a port where nothing listens: a test that forgot its hub fails at once
os.environ |= {
    "HF_HOME": f"{_SESSION.name}/hf",
    "HF_ENDPOINT": NOWHERE,
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "OUVERTURE_DATA": f"{_SESSION.name}/data",
    **{source.address_variable(name): NOWHERE for name, source in SOURCES.items() if source.address},
}
for name in (
    "HF_TOKEN",
    "HUGGING_FACE_HUB_TOKEN",
    "HF_HUB_OFFLINE",
    *(source.key for source in SOURCES.values() if source.key),
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "PYTHONDONTWRITEBYTECODE",  # else each command that a test starts would compile the whole package again
):
    os.environ.pop(name, None)
    os.environ.pop(name.lower(), None)

# The same examples on every machine, however slow: a test that fails only under load tells nothing about the code.
settings.register_profile("ouverture", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ouverture")

from huggingface_hub import set_client_factory  # noqa: E402

from ouverture.metrics.reader import Reader  # noqa: E402
from ouverture.pipeline.sources.client import new_client  # noqa: E402
from ouverture.pipeline.sources.fetching import THREAD  # noqa: E402
from ouverture.places import Places  # noqa: E402
from tests.samples.installations import publish_live, publish_panel  # noqa: E402
from tests.standin import Hub, RemoteHub, make_hub, serving  # noqa: E402 - after the environment


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test writes captures, warehouse and the Hub client's cache under its own ``tmp_path``, and may log."""
    monkeypatch.setenv("OUVERTURE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    client_log = logging.getLogger("huggingface_hub")
    handlers, propagate = list(client_log.handlers), client_log.propagate
    yield
    # A command run in this process led the client's warnings to a stream of its own, and fell silent if it failed.
    client_log.handlers, client_log.propagate = handlers, propagate
    logging.disable(logging.NOTSET)


@pytest.fixture
def origin(panel_installation: Path, tmp_path: Path) -> Places:
    """A folder with the panel's build, which may be changed."""
    shutil.copytree(panel_installation / "warehouse", tmp_path / "origin" / "warehouse")
    return Places(tmp_path / "origin")


@pytest.fixture(scope="session")
def panel_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder after ``ouverture demo``, made once for all processes of a run. Copy it, do not change it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    places = Places(shared / "panel" / "data")
    with FileLock(shared / "panel.lock"):
        if not places.pointer.exists():
            publish_panel(places, datetime.now(UTC))
    return places.root


@pytest.fixture(scope="session")
def panel_reader(panel_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The reader of the panel for whoever asks all metrics: it remembers what it answered.

    Of a copy: while it has a file open, DuckDB lets nobody in this process open the same one in another way.
    """
    places = Places(tmp_path_factory.mktemp("panel-read"))
    shutil.copytree(panel_installation / "warehouse", places.warehouse)
    reader = Reader(places)
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def live_installation(panel_installation: Path) -> Path:
    """The panel and two snapshots of the stand-in, two days apart, made once as well. Copy it, do not change it."""
    places = Places(panel_installation.parents[1] / "live" / "data")
    now = datetime.now(UTC)
    with FileLock(places.root.parents[1] / "live.lock"):
        if not (places.root.parent / "whole").exists():
            shutil.copytree(panel_installation, places.root)
            publish_live(places, [now - timedelta(days=2), now])
            (places.root.parent / "whole").touch()
    return places.root


@pytest.fixture
def retry_waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Retries of huggingface_hub in this process wait for nothing; the list holds the seconds they would have slept."""
    waits: list[float] = []
    monkeypatch.setattr("huggingface_hub.utils._http.time", SimpleNamespace(sleep=waits.append))
    return waits


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, retry_waits: list[float]) -> Iterator[Hub]:
    """A stand-in of 1,000 models on ``$HF_ENDPOINT`` (also ``hub.url``), with huggingface_hub's client state fresh."""
    with serving(make_hub()) as server:
        _point_client_at(server.url, tmp_path, monkeypatch)
        yield server.hub
    _forget_client()
    # Requests that a test left in flight: once their hub is gone they fail, and close the client of the next test.
    for thread in [thread for thread in threading.enumerate() if thread.name == THREAD]:
        thread.join(10)


@pytest.fixture
def remote_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., RemoteHub]]:
    """Serves a stand-in on ``$HF_ENDPOINT`` for commands in other processes, which steer it as these tests do."""
    with ExitStack() as served:

        def start(models: int = 1000, page_size: int = 1000, latency_seconds: float = 0.0) -> RemoteHub:
            hub = make_hub(models)
            hub.page_size, hub.latency_seconds = page_size, latency_seconds
            server = served.enter_context(serving(hub, keep_pages=True))
            _point_client_at(server.url, tmp_path, monkeypatch)
            return RemoteHub(server.url)

        yield start
    _forget_client()


def _point_client_at(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """huggingface_hub read its settings at import and holds one client for the process: make it start afresh."""
    monkeypatch.setenv("HF_ENDPOINT", url)
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", url)
    template = url + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr("huggingface_hub.constants.HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr("huggingface_hub.constants.AGENT_HARNESSES_PATH", str(tmp_path / "hf" / "agent_harnesses.json"))
    monkeypatch.setattr("huggingface_hub.utils._detect_agent._registry", None)
    _forget_client()


def _forget_client() -> None:
    """Close the shared client and drop any client factory that a test has set."""
    set_client_factory(new_client)
