"""What several processes that serve share: two of them, played by one."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from ouverture.web import media, tally, workers
from ouverture.web.limits import Gate, Limits
from ouverture.web.resuming import Resuming
from tests.unit.test_limits import Behind, ask


@pytest.fixture
def be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Makes this process the one of that number."""
    monkeypatch.setenv(workers.ROOM, str(tmp_path))

    def become(number: int) -> None:
        monkeypatch.setattr(tally, "place", lambda: number)

    return become


def test_two_processes_hold_a_client_to_one_rate_and_to_one_number_of_answers(be) -> None:  # type: ignore[no-untyped-def]
    clock = [1.0]
    gates = []
    for number in range(2):
        be(number)
        gates.append(Gate(Behind(), Limits(rate=2, burst=3), lambda: clock[0]))

    async def story() -> None:
        assert [(await ask(gates[n % 2]))[0] for n in range(4)] == [200, 200, 200, 429]
        assert (await ask(gates[0], client="192.0.2.2"))[0] == 200
        clock[0] = 1.5  # two a second: one token again, whoever gives it
        assert [(await ask(gate))[0] for gate in gates] == [200, 429]

    asyncio.run(story())


def test_what_was_under_way_in_a_process_that_died_is_not_counted_on(be) -> None:  # type: ignore[no-untyped-def]
    counts = []
    for number in range(2):
        be(number)
        counts.append(tally.Together())
        counts[number].add("visits", "192.0.2.1", number + 1)
    assert [count.under_way("visits", "192.0.2.1") for count in counts] == [(3, 3), (3, 3)]
    assert counts[0].under_way("answers", "192.0.2.1") == (0, 0)
    tally.Together()  # the second died, and another takes its place
    assert counts[0].under_way("visits", "192.0.2.1") == (1, 1)


def test_places_are_taken_one_after_the_other(be) -> None:  # type: ignore[no-untyped-def]
    assert [workers.place.__wrapped__() for _ in range(3)] == [0, 1, 2]


def test_a_file_of_a_page_is_had_from_every_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media.streamlits, "MemoryMediaFileStorage", media.streamlits.MemoryMediaFileStorage)
    media.share(tmp_path)
    here, there = (media.streamlits.MemoryMediaFileStorage("/media") for _ in range(2))
    made = here.load_and_get_id(b"a,b", "text/csv", MediaFileKind.DOWNLOADABLE, "rows.csv")
    here.delete_file(made)  # as its session moves on; another one's may have the same
    for storage in (here, there):
        assert storage.get_file(f"{made}.csv") == (b"a,b", "text/csv", MediaFileKind.DOWNLOADABLE, "rows.csv")
    with pytest.raises(MediaFileStorageError):
        there.get_file("nothing.csv")


def test_what_lay_too_long_on_a_shelf_goes(tmp_path: Path) -> None:
    shelf = workers.Shelf(tmp_path / "shelf", 60)
    shelf.put("old", b"1")
    (old,) = (tmp_path / "shelf").iterdir()
    os.utime(old, (time.time() - 61,) * 2)
    shelf.put("new", b"2")
    assert [shelf.get(key) for key in ("old", "new")] == [None, b"2"]


@pytest.mark.parametrize("session", [["gone"], []])
def test_a_page_that_comes_back_is_drawn_from_its_address_before_its_click_counts(session: list[str]) -> None:
    heard: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            if "bytes" in message:
                heard.append(BackMsg.FromString(message["bytes"]).rerun_script)
                ended = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
                await send({"type": "websocket.send", "bytes": ended.SerializeToString()})

    clicked = BackMsg()
    clicked.rerun_script.query_string, clicked.rerun_script.fragment_id = "tab=method", "body"
    clicked.rerun_script.widget_states.widgets.add(id="button", trigger_value=True)
    said = [
        {"type": "websocket.connect"},
        {"type": "websocket.receive", "bytes": clicked.SerializeToString()},
        {"type": "websocket.receive", "bytes": clicked.SerializeToString()},
        {"type": "websocket.disconnect"},
    ]

    async def receive() -> Message:
        return said.pop(0)

    async def send(_: Message) -> None:
        pass

    asyncio.run(Resuming(app)({"type": "websocket", "subprotocols": ["streamlit", "x", *session]}, receive, send))
    fragments = [asked.fragment_id for asked in heard]
    assert fragments == (["", "body", "body"] if session else ["body", "body"])
    assert {asked.query_string for asked in heard} == {"tab=method"}
    assert [len(asked.widget_states.widgets) for asked in heard] == ([0, 1, 1] if session else [1, 1])


def test_one_process_at_a_time_has_its_turn(be) -> None:  # type: ignore[no-untyped-def]
    under_way: list[int] = []

    async def visit() -> None:
        async with workers.turn():
            under_way.append(1)
            assert under_way == [1]
            await asyncio.sleep(0)
            under_way.clear()

    async def story() -> None:
        await asyncio.gather(visit(), visit())

    asyncio.run(story())
