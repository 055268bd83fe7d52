"""Room for a build: what the machine gives, what the environment says, and what cannot be enough."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from ouverture.outcome import RunFailed, UsageOrRegistry
from ouverture.pipeline.publish import new_build
from ouverture.pipeline.refusals import blames_data
from ouverture.pipeline.room import LEAST, MOST, Room, machine_memory, memory_limit, room_for, short_of
from ouverture.places import Places

GB = 10**9


@pytest.mark.parametrize(
    ("stated", "limit"), [("4GB", 4 * GB), ("512 MB", 512 * 10**6), ("1.5gb", 3 * GB // 2), ("1GiB", 2**30)]
)
def test_the_environment_sets_the_memory(monkeypatch: pytest.MonkeyPatch, stated: str, limit: int) -> None:
    monkeypatch.setenv("OUVERTURE_MEMORY", stated)
    assert memory_limit() == (limit, "OUVERTURE_MEMORY")


@pytest.mark.parametrize("stated", ["4", "4TB", "much", "-1GB", "0GB", "199MB", "80%"])
def test_a_size_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, stated: str) -> None:
    monkeypatch.setenv("OUVERTURE_MEMORY", stated)
    with pytest.raises(UsageOrRegistry, match="OUVERTURE_MEMORY takes a size such as 4GB"):
        memory_limit()


@pytest.mark.parametrize(("machine", "limit"), [(0, LEAST), (GB // 2, LEAST), (4 * GB, 2 * GB), (64 * GB, MOST)])
def test_else_half_of_the_machine_between_two_bounds(monkeypatch: pytest.MonkeyPatch, machine: int, limit: int) -> None:
    monkeypatch.delenv("OUVERTURE_MEMORY", raising=False)
    monkeypatch.setattr("ouverture.pipeline.room.machine_memory", lambda: machine)
    assert memory_limit()[0] == limit


@pytest.mark.parametrize(
    ("groups", "files"),
    [
        ("0::/jobs/night\n", {"jobs/night/memory.max": "max", "jobs/memory.max": "2000000"}),
        ("0::/not/seen/from/inside\n", {"memory.max": "2000000"}),
        ("8:cpu:/a\n4:memory:/a\n", {"memory/a/memory.limit_in_bytes": "2000000", "cpu/a/memory.max": "1"}),
    ],
)
def test_a_container_gives_less_than_its_machine(tmp_path: Path, groups: str, files: dict[str, str]) -> None:
    assert machine_memory(tmp_path) == machine_memory() or machine_memory(tmp_path) > 2_000_000
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/cgroup").write_text(groups)
    for name, content in files.items():
        path = tmp_path / "sys/fs/cgroup" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content + "\n")
    assert machine_memory(tmp_path) == 2_000_000


def test_what_cannot_be_enough_is_said_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUVERTURE_MEMORY", "1GB")
    with pytest.raises(RunFailed, match=r"30,000,000 readings takes at least 3\.0 GB of memory.*OUVERTURE_MEMORY=3GB"):
        room_for(tmp_path, 0, 30_000_000, 30_000_000)
    with pytest.raises(RunFailed, match="see to space"):
        room_for(tmp_path, 10**18, 5, 5)
    room = room_for(tmp_path, 0, 3_000_000, 3_000_000)
    assert room.memory == GB
    assert short_of(Room(GB, "", 10 * GB), 3_000_000) is None
    assert "6.5 GB" in str(short_of(Room(GB, "", GB), 3_000_000))


def test_a_build_that_does_not_fit_is_no_fault_of_its_data(tmp_path: Path) -> None:
    """Nobody looks for the night at fault, and nobody quarantines it: it fits where there is more room."""
    places = Places(tmp_path)
    with (
        pytest.raises(RunFailed, match="set OUVERTURE_MEMORY to more") as failure,
        new_build(places, None, Room(100 * 10**6, "said", 10**6)) as building,
    ):
        building.connection.execute(
            "CREATE TEMP TABLE wide AS SELECT random() AS a, random() AS b FROM range(20000000)"
        )
    assert isinstance(failure.value.__cause__, duckdb.OutOfMemoryException)
    assert not blames_data(failure.value.__cause__)
    assert not list(places.warehouse.iterdir())
