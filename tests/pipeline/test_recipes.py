"""The recipes are files that are parsed, and the nightly script is run: silent after a good night, else blunt first."""

from __future__ import annotations

import argparse
import configparser
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from ouverture.arguments import parser
from ouverture.lake import DATA
from ouverture.places import Places
from tests import REPOSITORY
from tests.standin import Fault, RemoteHub

RECIPES = REPOSITORY / "docs" / "recipes"
SPACE = RECIPES / "space"
TEXTS = sorted(path for path in [*RECIPES.rglob("*"), REPOSITORY / "README.md"] if path.is_file())
COMMAND = re.compile(r"(?:^|[\s`/\"\[])ouverture[\"\s,]+((?:[a-z]+)(?:[ ,\"]+(?:--[a-z-]+|[\w.:/<>-]+))*)")


# https://huggingface.co/docs/hub/spaces-config-reference, and two keys that its pages elsewhere name
KEYS = {"title", "emoji", "colorFrom", "colorTo", "sdk", "app_port", "base_path", "fullWidth", "models", "datasets"}
KEYS |= {"tags", "pinned", "license", "short_description", "startup_duration_timeout", "suggested_hardware"}
COLOURS = {"red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"}
FOLDERS = {"packs", "indexes", "tables"}  # of a publication


def commands(text: str) -> list[list[str]]:
    """Every `ouverture …` that a file names, as arguments."""
    names = set(_commands())
    found = [shlex.split(match.replace(",", " ").replace('"', " ")) for match in COMMAND.findall(text)]
    return [arguments for arguments in found if arguments[0] in names]


def _commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(action.choices)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_command_and_flag_that_a_recipe_names_exists(path: Path) -> None:
    for arguments in commands(path.read_text(encoding="utf-8")):
        known = {flag for action in _commands()[arguments[0]]._actions for flag in action.option_strings}
        assert {word for word in arguments if word.startswith("--")} <= known, arguments


def test_the_commands_are_found() -> None:
    found = {arguments[0] for path in TEXTS for arguments in commands(path.read_text(encoding="utf-8"))}
    assert {"snapshot", "serve", "export", "backfill", "forget", "publish", "follow"} <= found


RUNS = ("actions/cache/restore", "sh docs/recipes/nightly.sh", "sh docs/recipes/dataset.sh", "actions/cache/save")


def test_the_workflow_restores_the_data_takes_a_snapshot_and_saves_them_whatever_happened() -> None:
    workflow = yaml.safe_load((RECIPES / "github-workflow.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["snapshot"]["steps"]
    uses = [step.get("uses", "").split("@")[0] or step["run"] for step in steps]
    order = [uses.index(name) for name in RUNS]
    assert order == sorted(order)
    assert not any("rebuild" in name for name in uses)  # on an empty store there is nothing to rebuild
    save = steps[order[-1]]
    assert save["if"] == "always()"
    assert save["with"]["path"] == steps[order[0]]["with"]["path"] == "store\npublished\n"
    assert steps[order[2]]["if"] == "env.DATASET != ''"  # and only after a good night, as every step
    assert workflow["jobs"]["snapshot"]["env"]["OUVERTURE_DATA"].endswith("/store")


def test_the_units_say_what_the_exit_codes_mean() -> None:
    units = {}
    for kind in ("service", "timer"):
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names are written with capitals
        unit.read(RECIPES / f"ouverture-snapshot.{kind}", encoding="utf-8")
        units[kind] = unit
    service = units["service"]["Service"]
    assert service["ExecStart"].endswith("ouverture snapshot")
    assert (service["RestartForceExitStatus"], service["RestartPreventExitStatus"]) == ("4", "2 3 5")
    assert units["timer"]["Timer"]["Persistent"] == "true"


def test_the_containers_run_without_root_on_a_volume_and_listen_on_this_machine() -> None:
    lines = (RECIPES / "Containerfile").read_text(encoding="utf-8").splitlines()
    assert lines.index("USER ouverture") < next(n for n, line in enumerate(lines) if line.startswith("CMD"))
    compose = yaml.safe_load((RECIPES / "compose.yaml").read_text(encoding="utf-8"))
    for service in compose["services"].values():
        assert (RECIPES / service["build"]["context"] / service["build"]["dockerfile"]).resolve().is_file()
        assert service["volumes"] == ["data:/data"]
        assert service["cap_drop"] == ["ALL"]
    assert compose["services"]["dashboard"]["ports"] == ["127.0.0.1:8501:8501"]


def test_the_recipe_of_a_shared_warehouse_says_what_the_warehouse_asks() -> None:
    lake = yaml.safe_load((RECIPES / "lake.yaml").read_text(encoding="utf-8"))
    dashboard, snapshot, catalogue, objects = (
        lake["services"][name] for name in ("dashboard", "snapshot", "catalogue", "objects")
    )
    assert dashboard == snapshot
    assert (REPOSITORY / f"requirements-{dashboard['build']['args']['EXTRA']}.lock").is_file()
    where = dashboard["environment"]
    assert where["OUVERTURE_WAREHOUSE"].startswith("ducklake:postgres:")
    assert {DATA, "PGHOST", "PGUSER", "PGPASSWORD", "AWS_ENDPOINT_URL"} < set(where)
    assert where["PGHOST"] in lake["services"]
    assert urlsplit(where["AWS_ENDPOINT_URL"]).hostname in lake["services"]
    assert catalogue["environment"]["POSTGRES_USER"] == where["PGUSER"]
    assert f"dbname={catalogue['environment']['POSTGRES_DB']}" in where["OUVERTURE_WAREHOUSE"]
    for key, value in objects["environment"].items():
        assert where[key] == value
        assert value.startswith("${")  # no secret lies in the file


def test_the_space_says_what_the_hub_asks_and_its_container_runs_as_the_hub_runs_it() -> None:
    _, front, _ = (SPACE / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    space = yaml.safe_load(front)
    assert set(space) <= KEYS
    assert (space["sdk"], space["license"]) == ("docker", "mit")
    assert {space["colorFrom"], space["colorTo"]} <= COLOURS
    assert len(space["short_description"]) <= 60

    lines = (SPACE / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    steps = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    said = dict(steps)
    order = [instruction for instruction, _ in steps]
    assert "--uid 1000" in next(text for instruction, text in steps if instruction == "RUN")
    assert order.index("COPY") < order.index("USER") < order.index("CMD")
    assert said["USER"] != "root"
    copied = said["COPY"].split()[1:-1]  # what space.md puts beside the Dockerfile
    assert all((SPACE / name).is_file() or (REPOSITORY / name).is_file() for name in copied if "*" not in name)
    assert copied[-1] == "ouverture-*.whl"
    assert int(said["EXPOSE"]) == space["app_port"]
    assert f"--port {space['app_port']}" in (SPACE / "start.sh").read_text(encoding="utf-8")


def stand_in(folder: Path, name: str) -> Path:
    """A command that writes down how it was called."""
    command = folder / name
    command.write_text(f'#!/bin/sh\necho "$OUVERTURE_DATA $OUVERTURE_URL: $@" >>{shlex.quote(str(folder))}/called\n')
    command.chmod(0o755)
    return command


@pytest.mark.parametrize(
    ("follow", "calls"),
    [
        ("", ["serve --prepare --host 0.0.0.0 --port 7860"]),
        ("hf://datasets/a/b", ["follow hf://datasets/a/b", "serve --host 0.0.0.0 --port 7860"]),
    ],
)
@pytest.mark.parametrize("persistent", [True, False])
def test_a_space_follows_a_data_set_or_takes_its_own_snapshot(
    tmp_path: Path, follow: str, calls: list[str], persistent: bool
) -> None:
    stand_in(tmp_path, "ouverture")
    stand_in(tmp_path, "sleep").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")  # ends the hourly round
    storage = tmp_path if persistent else tmp_path / "none"
    own = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path / "home"), "SPACE_HOST": "a-b.hub.example"}
    subprocess.run(["sh", SPACE / "start.sh"], env={**own, "FOLLOW": follow, "STORAGE": str(storage)}, check=True)
    begins = f"{storage if persistent else tmp_path / 'home' / 'data'} https://a-b.hub.example: "
    assert (tmp_path / "called").read_text().splitlines() == [begins + call for call in calls]


def test_a_build_goes_to_a_data_set_with_the_manifest_last(tmp_path: Path, installed: Places) -> None:
    real = Path(sys.executable).with_name("ouverture")
    settings = {"OUVERTURE": str(real), "HF": str(stand_in(tmp_path, "hf")), "DATASET": "a/b", "OUVERTURE_URL": ""}
    script = ["sh", str(RECIPES / "dataset.sh")]
    subprocess.run(script, cwd=tmp_path, env={**os.environ, **settings}, check=True, capture_output=True)
    assert {path.name for path in (tmp_path / "published").iterdir()} == {*FOLDERS, "manifest.json", "README.md"}
    calls = [line.partition(" : ")[2].split() for line in (tmp_path / "called").read_text().splitlines()]
    assert [call[:2] for call in calls] == [["repos", "create"], ["upload", "a/b"], ["upload", "a/b"]]
    assert "manifest.json" in calls[1]
    assert {word.partition("/")[0] for word in calls[2] if word.endswith("/*")} == FOLDERS
    for command, call in ((["repos", "create"], calls[0]), (["upload"], calls[1] + calls[2])):
        hf = [str(Path(sys.executable).with_name("hf")), *command, "--help"]
        known = subprocess.run(hf, capture_output=True, text=True, check=True).stdout
        assert {word for word in call if word.startswith("--")} <= set(re.findall(r"--[a-z-]+", known))


def nightly(folder: Path) -> subprocess.CompletedProcess[str]:
    command = folder / "ouverture"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ouverture "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return subprocess.run(
        ["sh", str(RECIPES / "nightly.sh"), "--only", "hub", "--scope", "top:50"],
        cwd=REPOSITORY,
        env={**os.environ, "OUVERTURE": str(command), "RETRY_AFTER": "0"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_nightly_script_is_silent_after_a_good_night_and_says_first_what_failed(
    remote_hub: Callable[..., RemoteHub], tmp_path: Path, own_state: None
) -> None:
    hub = remote_hub(100)
    good = nightly(tmp_path)
    assert (good.returncode, good.stdout, good.stderr) == (0, "", "")

    hub.set_faults(Fault("html"))
    bad = nightly(tmp_path)
    assert bad.returncode == 4
    lines = bad.stdout.splitlines()
    assert lines[0] == (
        "Ouverture: THE NIGHT IS NOT PUBLISHED, the Hub did not answer (exit code 4); run it again to resume."
    )
    assert lines[1].startswith("ouverture: the Hub answered HTML")
    assert lines[3] == "What is published:"
    assert Places.from_environment().pointer.exists()
