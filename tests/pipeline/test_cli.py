"""The command line as schedulers and people meet it: exit codes, one sentence, no traceback, nothing bad published."""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from ouverture.cli import main
from ouverture.health import OF_THE_HUB, PROMISED
from ouverture.pipeline.capture import finished_captures
from ouverture.pipeline.interruption import interruptible
from ouverture.pipeline.lock import writer_lock
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import load_registry
from ouverture.registry.sources import SOURCES
from tests import REPOSITORY
from tests.samples.captures import installs_capture
from tests.samples.command import run_module
from tests.samples.installations import publish_live
from tests.standin import Fault, RemoteHub

COMMANDS = (
    *("snapshot", "backfill", "demo", "rebuild", "forget", "pack"),
    *("export", "archive", "digest", "publish", "follow", "watch"),
    *("status", "storage", "check", "serve", "mcp"),
)


NIGHT = ("snapshot", "--only", "hub", "--scope", "top:100")  # some ten requests; the scope by default makes 200


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The command; where ``options`` ask for another checkout or a limit, with an interpreter of its own."""
    if options:
        command = [sys.executable, "-m", "ouverture", *arguments]
        started = {"cwd": REPOSITORY, "timeout": 120, **options}
        finished = subprocess.run(command, capture_output=True, text=True, check=False, **started)
    else:
        finished = run_module("ouverture", *arguments)
    assert "Traceback" not in finished.stdout + finished.stderr
    return finished


@pytest.fixture(scope="module")
def one_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small Hub's first night and no panel: what is made anew of it is made soon. Copy it, do not change it."""
    places = Places(tmp_path_factory.mktemp("one-night") / "data")
    publish_live(places, [datetime.now(UTC)], models=300)
    return places.root


@pytest.fixture
def first_night(one_night: Path, own_state: None) -> Places:
    """The installation that ``OUVERTURE_DATA`` names, after that night."""
    places = Places.from_environment()
    shutil.copytree(one_night, places.root)
    return places


def said(finished: subprocess.CompletedProcess[str]) -> str:
    """The last line on standard error: the sentence."""
    return finished.stderr.splitlines()[-1]


def status(places: Places) -> dict:
    return json.loads(run("status", "--json").stdout)


def runs(places: Places) -> list[tuple[str, str]]:
    with duckdb.connect(current(places).path, read_only=True) as connection:
        query = "SELECT run_id, status FROM snapshot_run WHERE source = 'hub' ORDER BY run_seq"
        return connection.execute(query).fetchall()


# ---------------------------------------------------------------- help and usage


def test_help_loads_nothing_heavy_and_names_every_command() -> None:
    """It is there at once: what takes long to import is imported by the command that needs it."""
    code = (
        "import sys, ouverture.cli\ntry: ouverture.cli.main(['--help'])\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    finished = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert {"duckdb", "huggingface_hub", "pandas", "pydantic", "streamlit"}.isdisjoint(finished.stderr.split())
    assert tuple(re.findall(r"^    ([a-z]+) ", finished.stdout, re.MULTILINE)) == COMMANDS


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, ouverture.cli; "
        "print(*{'duckdb', 'huggingface_hub', 'pyarrow', 'pydantic', 'pandas'} & set(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["snapsot"], "invalid choice: 'snapsot'"),
        (
            ["snapshot", "--scope", "everything"],
            "unknown scope 'everything': use labs, top:N (such as top:2000) or all",
        ),
        (["snapshot", "--only", "hup"], "unknown source 'hup': did you mean hub?"),
        (["rebuild", "--accept", "hub-1"], "there is no run 'hub-1' to accept: only a run of the Hub can be"),
        (["export"], "name the metrics to export (--list prints them), or --all for every one"),
        (["export", "x", "--param", "lab"], "--param takes KEY=VALUE, not 'lab'"),
        (["export", "nope"], "There is no metric 'nope'; `ouverture export --list` and /api/v1/metrics list the names"),
        (["export", "download"], "did you mean 'downloads_"),
        (["serve", "--port", "99999"], "--port takes a number from 1 to 65535, not 99999"),
        (["serve", "--port", "-1"], "--port takes a number from 1 to 65535, not -1"),
        (["serve", "--host", "192.0.2.1"], "cannot listen on 192.0.2.1, port 8501"),
    ],
)
def test_usage_errors_are_2_and_name_the_remedy(arguments: list[str], words: str) -> None:
    finished = run(*arguments)
    assert finished.returncode == 2
    assert words in finished.stderr


def checkout_copy(tmp_path: Path, *rooms: str) -> Path:
    """A checkout with some of its rooms, to break something in."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    shutil.copy(REPOSITORY / "pyproject.toml", checkout)
    for room in rooms:
        shutil.copytree(REPOSITORY / room, checkout / room, ignore=shutil.ignore_patterns("__pycache__"))
    return checkout


def test_a_broken_metric_is_2_and_every_fault_is_told(tmp_path: Path) -> None:
    checkout = checkout_copy(tmp_path, "ouverture", "data/registry", "data/reference")
    for name in ("downloads_by_tier", "licence_mix"):
        file = checkout / "ouverture" / "metrics" / "adoption" / f"{name}.toml"
        file.write_text(file.read_text(encoding="utf-8").replace("kind", "knid", 1), encoding="utf-8")
    for command in (["check"], ["export", "--all"], ["export", "--list"], ["serve"]):
        finished = run(*command, cwd=checkout)
        assert finished.returncode == 2
        for name in ("downloads_by_tier", "licence_mix"):
            told = rf"metrics/adoption/{name}\.toml:\d+: unknown key 'chart\.knid', did you mean 'kind'\?"
            assert re.search(told, finished.stderr)


def test_the_names_of_the_metrics_are_listed_without_a_build() -> None:
    finished = run("export", "--list")
    assert finished.returncode == 0
    listed = {line.split()[0] for line in finished.stdout.splitlines()}
    assert listed == {path.stem for path in (REPOSITORY / "ouverture" / "metrics").glob("*/*.toml")}


def test_a_data_folder_that_is_a_file_is_told_alike_by_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data-file"
    file.write_text("no folder")
    monkeypatch.setenv("OUVERTURE_DATA", str(file))
    for command in ("status", "check", "rebuild", "demo", "export", "serve"):
        finished = run(command, *(["lab_table"] if command == "export" else []))
        assert finished.returncode == 1
        said_of = finished.stdout + finished.stderr
        assert "set OUVERTURE_DATA to a folder that this user may write to" in said_of, command
        assert "ouverture rebuild" not in said_of


def test_an_invalid_registry_is_2_and_names_file_and_key(tmp_path: Path) -> None:
    checkout = checkout_copy(tmp_path, "ouverture", "data/registry", "data/reference")
    labs = checkout / "data" / "registry" / "labs.toml"
    labs.write_text(labs.read_text(encoding="utf-8").replace("\nkind =", "\nkynd =", 1), encoding="utf-8")
    for command in ("demo", "check", "snapshot"):
        finished = run(command, cwd=checkout)
        assert finished.returncode == 2
        assert "labs.toml" in finished.stderr
        assert "did you mean 'kind'?" in finished.stderr


def test_a_port_that_is_taken_is_told_with_another(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        finished = run("serve", "--port", str(port))
    assert finished.returncode == 2
    assert f"ouverture serve --port {port + 1}" in said(finished)


# ---------------------------------------------------------------- sources around the Hub


def test_with_all_sources_down_but_the_hub_it_publishes_and_names_each(
    remote_hub: Callable[..., RemoteHub], own_state: None
) -> None:
    remote_hub()
    assert run("snapshot", "--scope", "top:50").returncode == 0
    sources = {source["name"]: source for source in status(Places.from_environment())["sources"]}
    down = {name for name in PROMISED - OF_THE_HUB if not SOURCES[name].key}
    assert {name: sources[name]["status"] for name in down} == dict.fromkeys(down, "failed")
    assert all("cannot be reached" in sources[name]["reason"] for name in down)
    assert sources["artificial-analysis"]["status"] == "needs a key"
    assert sources["hub"]["status"] == "ok"
    assert run("export", "source_health").returncode == 0
    exported = (Places.from_environment().exports / "source_health.csv").read_text(encoding="utf-8")
    assert all(f"{name},failed" in exported for name in down)


def test_a_dry_run_says_what_needs_a_key() -> None:
    finished = run("snapshot", "--dry-run")
    assert finished.returncode == 0
    assert "artificial-analysis: needs a key (ARTIFICIAL_ANALYSIS_API_KEY), left out" in finished.stdout
    assert "models-dev: 1 listings" in finished.stdout


# ---------------------------------------------------------------- the good days


def test_demo_then_status_then_check(own_state: None) -> None:
    places = Places.from_environment()
    finished = run("status", "--json")
    assert finished.returncode == 1
    before = json.loads(finished.stdout)
    assert (before["healthy"], before["build_id"]) == (False, None)
    assert "run `make run`" in before["problems"][0]

    assert run("demo").returncode == 0
    again = run("demo")
    assert again.returncode == 0
    assert "nothing new, the build stays" in again.stdout

    finished = run("status", "--json")
    assert finished.returncode == 0
    state = json.loads(finished.stdout)
    pointer = current(places)
    assert state["healthy"] is True
    assert (state["warehouse"], state["build_id"]) == (str(pointer.path), pointer.build_id)
    taken = json.loads(run("storage", "--json").stdout)
    assert [build["build_id"] for build in taken["builds"] if build["published"]] == [pointer.build_id]
    assert "the newest 5 builds are kept, and every capture" in run("storage").stdout
    assert state["built_at"] == f"{pointer.built_at:%Y-%m-%dT%H:%M:%SZ}"
    assert (state["snapshot_date"], state["models"]) == (pointer.snapshot_date.isoformat(), pointer.models)
    assert state["observations"] == pointer.observations > 10_000
    sources = {source["name"]: source for source in state["sources"]}
    assert (sources["hub"]["last_ok"], sources["hub"]["status"]) == (None, "never")
    assert (sources["osir-lmts"]["last_ok"], sources["osir-lmts"]["status"]) == ("2025-09-07T00:00:00Z", "ok")
    assert (state["state"], state["reasons"]) == ("demo", [])
    assert run("status").stdout.startswith("demo: the reference panel alone")
    finished = run("check")
    assert finished.returncode == 0
    assert f"{pointer.build_id} passes" in finished.stdout


def test_a_dry_run_asks_nothing_and_says_what_it_would_ask(
    installed: Places, remote_hub: Callable[..., RemoteHub]
) -> None:
    hub = remote_hub(200)
    finished = run("snapshot", "--only", "hub", "--dry-run")
    assert finished.returncode == 0
    lines = finished.stdout.splitlines()
    organisations = {o.id for lab in load_registry().labs.values() for o in lab.organisations}
    assert lines[0] == f"hub: {len(organisations) + 3} listings, about {len(organisations) + 7} requests, scope default"
    assert {line.strip() for line in lines[1:-1]} >= {f"org:{name}" for name in organisations}
    assert hub.requests() == []
    assert [capture.source for capture in finished_captures(installed)] == ["reference"]


def test_two_snapshots_of_a_day_are_two_runs_and_the_last_one_counts(
    own_state: None, remote_hub: Callable[..., RemoteHub]
) -> None:
    installed, hub = Places.from_environment(), remote_hub(300)
    assert run(*NIGHT).returncode == 0
    hub.call("advance", days=1)
    finished = run(*NIGHT)
    assert finished.returncode == 0
    assert finished.stdout.startswith("published: ")
    assert all("level=info step=" in line for line in finished.stderr.splitlines())
    with duckdb.connect(current(installed).path, read_only=True) as connection:
        query = "SELECT status, in_series, models FROM snapshot_run WHERE source = 'hub' ORDER BY run_seq"
        rows = connection.execute(query).fetchall()
    assert [row[:2] for row in rows] == [("ok", False), ("ok", True)]
    state = status(installed)
    assert (state["healthy"], state["unfinished"], state["quarantined"]) == (True, [], [])
    live = state["sources"][0]
    assert (live["name"], live["status"]) == ("hub", "ok")
    assert live["last_ok"] < state["next_due"]


def test_a_registry_that_changed_since_the_build_is_told(tmp_path: Path, installed: Places) -> None:
    checkout = checkout_copy(tmp_path, "ouverture", "data/registry", "data/reference")
    changed = "was made before the registry or the code changed: the next snapshot takes that over"
    assert changed not in run("check", cwd=checkout).stdout
    labs = checkout / "data" / "registry" / "labs.toml"
    labs.write_text(labs.read_text(encoding="utf-8") + "# another word\n", encoding="utf-8")
    finished = run("check", cwd=checkout)
    assert (finished.returncode, changed in finished.stdout) == (0, True)


def test_captured_files_are_compared_with_their_digests_on_demand(installed: Places) -> None:
    assert "1 captures are as they came" in run("check", "--captures").stdout
    page = finished_captures(installed)[0].pages[0].path
    page.write_bytes(page.read_bytes() + b" ")
    finished = run("check", "--captures")
    assert finished.returncode == 1
    assert page.relative_to(installed.captures).as_posix() in said(finished)
    assert "restore it from a copy, or `ouverture forget reference-" in said(finished)


def test_what_cannot_be_exported_names_the_folder_and_what_is_empty_is_told(installed: Places, tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.write_text("")
    for out in (file, Path("/proc/nowhere")):
        finished = run("export", "lab_table", "--out", str(out))
        assert finished.returncode == 1
        assert f"{out} cannot be written" in said(finished)
        assert str(installed.root) not in finished.stderr
    finished = run("export", "model_profile", "--param", "model=foo/bar")
    assert finished.returncode == 0
    assert "model_profile has no rows under model=foo/bar" in finished.stderr


# ---------------------------------------------------------------- the bad days


def test_an_unreachable_hub_is_told_briefly_and_the_panel_stays_well(installed: Places) -> None:
    finished = run(*NIGHT)
    assert finished.returncode == 4
    assert "the Hub cannot be reached (ConnectError)" in said(finished)
    assert len(finished.stderr.splitlines()) < 6
    state = status(installed)
    assert state["healthy"] is True
    assert (state["state"], "cannot be reached" in state["sources"][0]["reason"]) == ("demo", True)
    log = installed.captures / "visits.jsonl"
    log.write_text(re.sub(r'("hub", "visited_at": ")[^"]*', r"\g<1>2026-01-01T00:00:00Z", log.read_text()))
    state = status(installed)
    assert state["healthy"] is False
    assert "asked since 2026-01-01T00:00:00Z, has given no whole snapshot yet" in state["problems"][0]


def test_a_scope_that_is_none_is_refused_before_anything_is_captured(own_state: None) -> None:
    assert run("snapshot", "--scope", "bogus").returncode == 2
    assert not list(Places.from_environment().captures.glob("*"))


def test_a_hub_that_fails_is_4_and_the_build_stays(installed: Places, remote_hub: Callable[..., RemoteHub]) -> None:
    hub = remote_hub(300)
    before = installed.pointer.read_bytes()
    hub.set_faults(Fault("html", author="google"))
    finished = run("snapshot", "--only", "hub")
    assert finished.returncode == 4
    assert "the Hub answered HTML instead of JSON for organisation google" in said(finished)
    assert "run the same command again" in said(finished)
    assert installed.pointer.read_bytes() == before
    state = status(installed)
    assert len(state["unfinished"]) == 1
    assert state["sources"][0]["status"] == "unfinished"

    hub.set_faults()
    assert run("snapshot", "--only", "hub").returncode == 0
    assert [run_id for run_id, _ in runs(installed)] == state["unfinished"]
    assert status(installed)["healthy"] is True


def test_an_empty_day_is_3_quarantined_and_can_be_accepted(
    own_state: None, remote_hub: Callable[..., RemoteHub]
) -> None:
    installed, hub = Places.from_environment(), remote_hub(300)
    assert run(*NIGHT).returncode == 0
    good = installed.pointer.read_bytes()
    hub.set_faults(Fault("empty"))
    finished = run(*NIGHT)
    assert finished.returncode == 3
    assert installed.pointer.read_bytes() == good
    state = status(installed)
    assert state["healthy"] is False
    (quarantined,) = state["quarantined"]
    refused = quarantined["run_id"]
    assert f"run {refused} is quarantined" in said(finished)
    assert f"ouverture rebuild --accept {refused}" in said(finished)
    assert state["sources"][0]["status"] == "quarantined"

    hub.set_faults()
    assert run(*NIGHT).returncode == 0  # asks anew instead of building what was refused
    assert [status for _, status in runs(installed)] == ["ok", "quarantined", "ok"]
    assert status(installed)["healthy"] is True

    assert run("rebuild", "--accept", refused).returncode == 0
    assert [status for _, status in runs(installed)] == ["ok", "ok", "ok"]
    assert status(installed)["quarantined"] == []


def test_a_refused_token_is_4(
    installed: Places, remote_hub: Callable[..., RemoteHub], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_expired")
    remote_hub(100).set_faults(Fault("status", status=401))
    finished = run("snapshot")
    assert finished.returncode == 4
    assert "the Hub refused HF_TOKEN (renew or unset it)" in said(finished)


def test_a_finished_capture_that_no_build_has_seen_is_built_without_asking_again(
    installed: Places, remote_hub: Callable[..., RemoteHub]
) -> None:
    hub = remote_hub(100)
    before = installed.pointer.read_bytes()
    assert run("snapshot", "--scope", "top:100").returncode == 0
    installed.pointer.write_bytes(before)  # as if the process had died before it moved the pointer
    asked = len(hub.requests())
    assert "capture" in status(installed)["problems"][0]
    assert run("snapshot", "--scope", "top:100").returncode == 0
    assert len(hub.requests()) == asked
    assert len(runs(installed)) == 1


def test_while_another_run_works_it_is_5_and_names_it(installed: Places) -> None:
    with writer_lock(installed, datetime(2026, 11, 24, tzinfo=UTC)):
        for command in ("demo", "rebuild"):
            finished = run(command)
            assert finished.returncode == 5
            assert f"process {os.getpid()}, since 2026-11-24T00:00:00Z" in said(finished)
        assert run("status").returncode == 0  # readers never wait


def test_a_broken_pointer_is_told_and_mended_by_the_next_command_that_builds(installed: Places) -> None:
    build_id = current(installed).build_id
    installed.pointer.write_text("{")
    state = json.loads(run("status", "--json").stdout)
    assert "ouverture rebuild" in state["problems"][0]
    finished = run("demo")
    assert finished.returncode == 0
    assert 'step="building anew" because=' in finished.stderr
    assert current(installed).build_id == build_id


def test_a_build_that_is_no_database_is_told_and_mended_by_rebuild(first_night: Places) -> None:
    installed = first_night
    current(installed).path.write_bytes(b"not a database" * 1000)
    for command in (["status"], ["check"], ["export", "lab_table"]):
        finished = run(*command)
        assert finished.returncode == 1
        assert "ouverture rebuild" in finished.stdout + finished.stderr
        assert "unexpected" not in finished.stderr
    assert run("rebuild").returncode == 0
    assert run("status").returncode == 0


def test_a_disk_that_is_full_is_1_and_the_build_stays(installed: Places, remote_hub: Callable[..., RemoteHub]) -> None:
    remote_hub(300)
    before = installed.pointer.read_bytes()

    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))

    finished = run("snapshot", preexec_fn=small_files_only)
    assert finished.returncode == 1
    assert "see to space and permissions" in said(finished)
    assert installed.pointer.read_bytes() == before
    assert run("snapshot").returncode == 0


def test_what_nobody_foresaw_is_1_with_the_traceback_in_a_file(installed: Places) -> None:
    shutil.rmtree(installed.captures)
    installed.captures.write_text("a file where a folder belongs")
    finished = run("demo")
    assert finished.returncode == 1
    log = installed.root / "last-error.log"
    assert str(log) in said(finished)
    assert "Traceback" in log.read_text(encoding="utf-8")


# ---------------------------------------------------------------- signals, pipes, forgetting


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT"])
def test_a_signal_during_imports_ends_with_a_sentence(name: str) -> None:
    code = f"""
import os, signal, sys, ouverture.cli
class Stop:
    def find_spec(self, module, *_):
        if module == "duckdb":
            os.kill(os.getpid(), signal.{name})
sys.meta_path.insert(0, Stop())
sys.exit(ouverture.cli.main(["status"]))
"""
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, timeout=120, check=False
    )
    assert finished.returncode == 1
    assert said(finished).startswith(f"ouverture: stopped by {name}: the published build is unchanged")
    assert len(finished.stderr.splitlines()) == 1


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    """As under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with interruptible():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_reader_that_goes_away_is_no_fault_of_the_disk() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "ouverture", "export", "--list"],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=120) == 0


def test_forgetting_asks_on_a_terminal_and_wants_a_yes_in_a_script(
    own_state: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = Places.from_environment()
    capture = installs_capture(places, datetime(2026, 11, 24, 4, tzinfo=UTC), 100).capture_id
    assert main(["forget", "pypistats-20261124T040001Z", "--yes"]) == 2
    assert f"did you mean {capture}?" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert main(["forget", capture]) == 2
    assert "in a script say --yes" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "n")
    assert main(["forget", capture]) == 0
    assert capsys.readouterr().out == "nothing was changed\n"
    monkeypatch.setattr("builtins.input", lambda _: "Y")
    assert main(["forget", capture]) == 0
    assert f"{capture} lies in forgotten/{capture} now, on record" in capsys.readouterr().out
    assert not (places.captures / capture).exists()


@pytest.mark.parametrize("error", [ValueError("x"), FileNotFoundError(2, "No such file", "page")])
def test_space_and_permissions_are_named_only_where_the_disk_refused(
    own_state: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("ouverture.status.state_of", fails)
    assert main(["status"]) == 1
    assert "see to space" not in capsys.readouterr().err
    monkeypatch.setattr("ouverture.status.state_of", lambda *_: fails_for_space())
    assert main(["status"]) == 1
    assert "No space left on device (/data/x): see to space and permissions in" in capsys.readouterr().err


def fails_for_space() -> None:
    raise OSError(errno.ENOSPC, "No space left on device", "/data/x")


def test_a_build_of_another_version_is_told_by_every_command_with_its_remedy(first_night: Places) -> None:
    installed = first_night
    with duckdb.connect(current(installed).path) as connection:
        connection.execute("ALTER TABLE snapshot_run RENAME COLUMN reason TO why; DROP TABLE mart_lab")
    for command in (["status"], ["check"], ["export", "lab_table"]):
        finished = run(*command)
        assert finished.returncode == 1
        told = finished.stdout + finished.stderr
        assert "another version of Ouverture" in told or command == ["status"]  # which says that it cannot be read
        assert "ouverture rebuild" in told
        assert "Binder" not in told
    assert run("rebuild").returncode == 0
    assert run("status").returncode == 0
