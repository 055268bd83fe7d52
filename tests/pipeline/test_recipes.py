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

import pytest
import yaml

from ouverture.arguments import parser
from ouverture.places import Places
from tests import REPOSITORY
from tests.standin import Fault, RemoteHub

RECIPES = REPOSITORY / "docs" / "recipes"
TEXTS = sorted(path for path in [*RECIPES.iterdir(), REPOSITORY / "README.md"] if path.is_file())
COMMAND = re.compile(r"(?:^|[\s`/\"\[])ouverture[\"\s,]+((?:[a-z]+)(?:[ ,\"]+(?:--[a-z-]+|[\w.:/<>-]+))*)")


def commands(text: str) -> list[list[str]]:
    """Every `ouverture …` that a file names, as arguments."""
    names = set(_commands())
    found = [shlex.split(match.replace(",", " ").replace('"', " ")) for match in COMMAND.findall(text)]
    return [arguments for arguments in found if arguments[0] in names]


def _commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(action.choices)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_command_and_flag_that_a_recipe_names_exists(path: Path) -> None:
    for arguments in commands(path.read_text(encoding="utf-8")):
        known = {flag for action in _commands()[arguments[0]]._actions for flag in action.option_strings}
        assert {word for word in arguments if word.startswith("--")} <= known, arguments


def test_the_commands_are_found() -> None:
    found = {arguments[0] for path in TEXTS for arguments in commands(path.read_text(encoding="utf-8"))}
    assert {"snapshot", "serve", "export", "backfill", "forget"} <= found


def test_the_workflow_restores_the_data_takes_a_snapshot_and_saves_them_whatever_happened() -> None:
    workflow = yaml.safe_load((RECIPES / "github-workflow.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["snapshot"]["steps"]
    uses = [step.get("uses", "").split("@")[0] or step["run"] for step in steps]
    order = [uses.index(name) for name in ("actions/cache/restore", "sh docs/recipes/nightly.sh", "actions/cache/save")]
    assert order == sorted(order)
    assert not any("rebuild" in name for name in uses)  # on an empty store there is nothing to rebuild
    save = steps[order[-1]]
    assert save["if"] == "always()"
    assert save["with"]["path"] == steps[order[0]]["with"]["path"] == "store"
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
