"""A build published elsewhere and followed from there: only what changed travels, and no half is ever seen."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import fsspec
import pyarrow.parquet as pq
import pytest
import yaml

from ouverture.cli import main
from ouverture.metrics.reader import Reader
from ouverture.outcome import Failure, RunFailed, SourceUnavailable, UsageOrRegistry
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.replica import target as target_module
from ouverture.replica.following import follow
from ouverture.replica.sending import KEPT, send
from ouverture.replica.target import MANIFEST, Target
from tests.samples.warehouse import next_build

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def next_night(places: Places, build_id: str) -> None:
    """A build after the current one in which one table has changed."""
    next_build(
        places,
        build_id,
        "UPDATE correction SET why_en = (SELECT build_id FROM build_info)",
    )


def same(places: Places, other: Places) -> bool:
    here, there = current(places), current(other)
    assert here is not None
    assert there is not None
    return here.build_id == there.build_id and here.path.read_bytes() == there.path.read_bytes()


@pytest.mark.parametrize("form", ["file://", "memory://"])
def test_only_what_changed_travels(form: str, origin: Places, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    address = {"file://": f"file://{folder}", "memory://": f"memory://{tmp_path.name}"}[form]
    replica = Places(tmp_path / "replica")
    first = send(origin, address)
    found = follow(replica, address, NOW)
    assert (found.build_id, found.new) == (first.build_id, True)
    assert same(origin, replica)
    again = follow(replica, address, NOW)
    assert (again.new, again.fetched) == (False, 0)
    next_night(origin, "20270101-00000001")
    second = send(origin, address)
    assert second.new <= first.new / 3
    followed = follow(replica, address, NOW)
    assert followed.fetched < found.fetched / 2
    assert same(origin, replica)
    anew = follow(Places(tmp_path / "anew"), address, NOW)  # parts lie in two packs, in turns: each is fetched once
    assert anew.fetched < 1.1 * (found.fetched + followed.fetched)
    reader = Reader(replica)
    try:
        assert reader.run("open_share").table.num_rows
    finally:
        reader.close()


def test_what_is_published_can_be_read_by_others(origin: Places, tmp_path: Path) -> None:
    send(origin, str(tmp_path / "published"))
    manifest = json.loads((tmp_path / "published" / MANIFEST).read_text())
    pointer = current(origin)
    assert pointer is not None
    with duckdb.connect(pointer.path, read_only=True) as connection:
        for name, table in manifest["tables"].items():
            (count,) = connection.execute(f"SELECT count(*) FROM {name}").fetchone() or (None,)
            assert table["rows"] == count == pq.read_metadata(tmp_path / "published" / table["path"]).num_rows
    card = (tmp_path / "published" / "README.md").read_text()
    front = yaml.safe_load(card.split("---")[1])
    assert {config["config_name"]: config["data_files"] for config in front["configs"]} == {
        name: table["path"] for name, table in manifest["tables"].items()
    }
    assert all(source["licence"] in card for source in manifest["sources"])


def test_parts_of_builds_that_nobody_follows_any_more_go(origin: Places, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    for night in range(KEPT + 2):
        next_night(origin, f"2027010{night + 1}-00000000")
        send(origin, str(folder))
    manifest = json.loads((folder / MANIFEST).read_text())
    assert [build["build_id"][:8] for build in manifest["builds"]] == ["20270105", "20270104", "20270103"]
    assert {path.name for path in (folder / "indexes").iterdir()} == {build["index"] for build in manifest["builds"]}
    assert {path.name for path in (folder / "packs").iterdir()} == {
        pack for build in manifest["builds"] for pack in build["packs"]
    }
    assert {f"tables/{path.relative_to(folder / 'tables')}" for path in (folder / "tables").rglob("*.parquet")} == {
        table["path"] for table in manifest["tables"].values()
    }
    replica = Places(tmp_path / "replica")
    follow(replica, str(folder), NOW)
    assert same(origin, replica)


@pytest.fixture
def broken_off(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Ends the process's work, as a kill would, at the n-th file written to a target."""

    def at(count: int) -> None:
        left = [count]
        written = Target.write

        def write(self: Target, path: str, content: bytes) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            written(self, path, content)

        monkeypatch.setattr(Target, "write", write)

    yield at
    monkeypatch.undo()


def test_a_publication_that_is_broken_off_changes_nothing_and_goes_on(
    origin: Places, tmp_path: Path, broken_off: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, replica = str(tmp_path / "published"), Places(tmp_path / "replica")
    first = send(origin, address)
    next_night(origin, "20270101-00000001")
    for moment in [0, *random.Random(9).sample(range(70), 3)]:
        broken_off(moment)
        with pytest.raises(KeyboardInterrupt):
            send(origin, address)
        monkeypatch.undo()
        assert follow(replica, address, NOW).build_id == first.build_id
    send(origin, address)
    assert follow(replica, address, NOW).build_id == "20270101-00000001"
    assert same(origin, replica)


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def _newer(path: Path) -> None:
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))


FAULTS: dict[str, tuple[str, Callable[[Path], Any], str]] = {
    "a pack with one byte turned": ("packs/*", _flip, "publish once more"),
    "a pack cut short": ("packs/*", lambda path: path.write_bytes(path.read_bytes()[:-99]), "publish once more"),
    "a pack that is gone": ("packs/*", Path.unlink, "publish once more"),
    "an index with one byte turned": ("indexes/*", _flip, "not as it was published"),
    "an index that is gone": ("indexes/*", Path.unlink, "is gone"),
    "a manifest of a newer form": (MANIFEST, _newer, "update this one"),
    "a manifest cut short": (MANIFEST, lambda path: path.write_bytes(path.read_bytes()[:99]), "cannot be read"),
    "a manifest that is gone": (MANIFEST, Path.unlink, "nothing is published"),
}


@pytest.fixture(scope="module")
def two_nights(panel_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``published`` with two builds, and ``replica``, which followed the first."""
    base = tmp_path_factory.mktemp("two-nights")
    shutil.copytree(panel_installation / "warehouse", base / "origin" / "warehouse")
    send(Places(base / "origin"), str(base / "published"))
    follow(Places(base / "replica"), str(base / "published"), NOW)
    next_night(Places(base / "origin"), "20270101-00000001")
    send(Places(base / "origin"), str(base / "published"))
    return base


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_not_as_published_is_not_followed(fault: str, two_nights: Path, tmp_path: Path) -> None:
    for name in ("published", "replica"):
        shutil.copytree(two_nights / name, tmp_path / name)
    address, replica = tmp_path / "published", Places(tmp_path / "replica")
    before = current(replica)
    pattern, damage, said = FAULTS[fault]
    damage(max(address.glob(pattern), key=lambda path: path.stat().st_mtime_ns))
    with pytest.raises(Failure, match=said):
        follow(replica, str(address), NOW)
    assert current(replica) == before
    assert before is not None
    assert [path.name for path in replica.warehouse.glob("*.duckdb")] == [before.path.name]


def test_a_folder_with_captures_of_its_own_follows_nobody(origin: Places, tmp_path: Path) -> None:
    send(origin, str(tmp_path / "published"))
    replica = Places(tmp_path / "replica")
    (replica.captures / "hub-20261130T000000Z").mkdir(parents=True)
    with pytest.raises(RunFailed, match="set OUVERTURE_DATA to another folder"):
        follow(replica, str(tmp_path / "published"), NOW)


def test_addresses_that_lead_nowhere_say_so(
    origin: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageOrRegistry, match="is no address"):
        send(origin, "gopher://x/y")
    with pytest.raises(RunFailed, match="there is no build to publish"):
        send(Places(tmp_path / "none"), str(tmp_path / "published"))

    class Full(fsspec.get_filesystem_class("memory")):  # type: ignore[misc]
        def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **kwargs: object) -> None:
            raise OSError("no room")

    monkeypatch.setattr(target_module.fsspec.core, "url_to_fs", lambda _: (Full(), "/full"))
    with pytest.raises(SourceUnavailable, match="no room"):
        send(origin, "memory://full")
    monkeypatch.undo()
    monkeypatch.setenv("OUVERTURE_DATA", str(origin.root))
    assert main(["publish", "--to", str(tmp_path / "published")]) == 0
    monkeypatch.setenv("OUVERTURE_DATA", str(tmp_path / "replica"))
    assert main(["follow", str(tmp_path / "published")]) == 0
    assert main(["follow", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().out.count("followed: ") == 1
