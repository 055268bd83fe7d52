"""Every state a visitor may meet the dashboard in: what is published, and what the address asks for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from ouverture.dashboard.navigation import Page
from ouverture.metrics.reader import shared_reader
from ouverture.places import Places
from tests import REPOSITORY
from tests.samples.installations import publish_live
from tests.samples.tables import publish_tables

SHELL = REPOSITORY / "ouverture" / "dashboard" / "shell.py"
STALE_DAYS = 10
GONE = "20200101-deadbeef"

Visit = Callable[..., AppTest]


@dataclass(frozen=True)
class Situation:
    """What lies under ``root``, and the query of the address."""

    name: str
    root: Path
    query: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="session")
def installations(
    panel_installation: Path, live_installation: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Data folders by name, each made once."""
    base = tmp_path_factory.mktemp("installations")
    roots = {name: base / name for name in ("none", "empty", "reference", "live", "stale")}
    now = datetime.now(UTC)
    publish_tables(Places(roots["empty"]), {})
    for name in ("reference", "stale"):
        shutil.copytree(panel_installation, roots[name])
    shutil.copytree(live_installation, roots["live"])
    publish_live(Places(roots["stale"]), [now - timedelta(days=STALE_DAYS)])
    return roots


@pytest.fixture(scope="module", params=["none", "empty", "reference", "live", "stale", "pinned", "gone"])
def situation(request: pytest.FixtureRequest, installations: dict[str, Path]) -> Iterator[Situation]:
    """One state after another, with the reader that all visitors of it share."""
    name: str = request.param
    root = installations.get(name, installations["live"])
    oldest = min((path.stem for path in (root / "warehouse").glob("*.duckdb")), default="")
    query = {"pinned": {"build": oldest}, "gone": {"build": GONE}}.get(name, {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OUVERTURE_DATA", str(root))
        shared_reader.cache_clear()
        yield Situation(name, root, query)
        shared_reader().close()
        shared_reader.cache_clear()


@pytest.fixture(scope="session")
def visitors() -> Iterator[dict[tuple[str, str], AppTest]]:
    """One visitor a state and language, who walks from page to page: opening the home page anew would take minutes.

    Nor does each of them look through all installed packages for components of Streamlit, as the server does once.
    """
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield {}


@pytest.fixture
def visit(
    situation: Situation,
    visitors: dict[tuple[str, str], AppTest],
    own_state: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Visit:
    """Goes to a screen: ``visit(screen, "fr", metric="…")``; a list of values makes a repeated parameter."""
    monkeypatch.setenv("OUVERTURE_DATA", str(situation.root))

    def go(screen: Page, language: str, **query: str | list[str]) -> AppTest:
        asked = {**situation.query, "lang": language, **query}
        if (who := (situation.name, language)) not in visitors:
            visitors[who] = AppTest.from_file(SHELL, default_timeout=120)
            visitors[who].query_params.update(asked)
            visitors[who].run()
        app = visitors[who]
        app.switch_page(f"../../pages/{screen.key}.py")
        app.query_params.clear()
        app.query_params.update(asked)
        return app.run()

    return go


@pytest.fixture(autouse=True)
def nothing_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """The shell's boundary logs what it hides from visitors: an error in the log is a failure."""
    yield
    errors = [record for record in caplog.get_records("call") if record.levelname in ("ERROR", "CRITICAL")]
    assert not errors, f"{errors[0].getMessage()} {errors[0].exc_info[1] if errors[0].exc_info else ''}"
