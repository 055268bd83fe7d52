"""The gate before the server and the headers of its answers, on a server that only counts what reaches it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from ouverture.web.headers import SecurityHeaders
from ouverture.web.limits import Gate, Limits, client_of


class Behind:
    """What stands behind the gate: counts, and answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.hold: asyncio.Event | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        if scope["type"] == "websocket":
            socket = WebSocket(scope, receive, send)
            await socket.accept()
            await socket.receive()
            return
        if self.hold:
            await self.hold.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})


def ask(gate: Any, path: str = "/api/v1/metrics", client: str = "192.0.2.1") -> Any:
    """The status that one request gets, as a coroutine."""

    async def answer() -> tuple[int, dict[bytes, bytes]]:
        told: list[Any] = []

        async def send(message: Any) -> None:
            told.append(message)

        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"",
            "client": (client, 1),
            "headers": [],
        }
        await gate(scope, lambda: asyncio.sleep(0, {"type": "http.request"}), send)
        return told[0]["status"], dict(told[0]["headers"])

    return answer()


def test_a_client_that_asks_too_fast_waits_and_the_others_do_not() -> None:
    clock = [0.0]
    gate = Gate(Behind(), Limits(rate=2, burst=3), lambda: clock[0])

    async def story() -> None:
        assert [(await ask(gate))[0] for _ in range(3)] == [200, 200, 200]
        status, headers = await ask(gate)
        assert (status, headers[b"retry-after"]) == (429, b"1")
        assert (await ask(gate, client="192.0.2.2"))[0] == 200
        assert (await ask(gate, "/healthz"))[0] == 200
        assert (await ask(gate, "/labs"))[0] == 200  # pages are counted as connections
        assert (await ask(gate, "/feed.xml"))[0] == 429
        clock[0] = 0.5  # two a second: one token again
        assert [(await ask(gate))[0] for _ in range(2)] == [200, 429]

    asyncio.run(story())


def test_answers_under_way_are_bounded_for_one_client_and_for_all() -> None:
    behind = Behind()
    gate = Gate(behind, Limits(at_once=2, answers=3))

    async def story() -> None:
        behind.hold = asyncio.Event()
        waiting = [asyncio.create_task(ask(gate, client=c)) for c in ("192.0.2.1", "192.0.2.1", "192.0.2.2")]
        await asyncio.sleep(0)
        assert (await ask(gate))[0] == 429  # the third of one client
        assert (await ask(gate, client="192.0.2.3"))[0] == 429  # the fourth of all
        waiting.append(asyncio.create_task(ask(gate, "/models", "192.0.2.3")))  # a page is no answer of the API
        await asyncio.sleep(0)
        behind.hold.set()
        assert {(await task)[0] for task in waiting} == {200}
        assert (await ask(gate))[0] == 200

    asyncio.run(story())


def test_an_answer_that_takes_too_long_is_given_up() -> None:
    behind = Behind()

    async def story() -> None:
        behind.hold = asyncio.Event()
        assert (await ask(Gate(behind, Limits(seconds=0.01))))[0] == 503

    asyncio.run(story())


def test_pages_kept_open_are_bounded() -> None:
    client = TestClient(Gate(Behind(), Limits(visits=1)))
    page = "/_stcore/stream"
    with client.websocket_connect(page), pytest.raises(WebSocketDisconnect), client.websocket_connect(page):
        pass
    with client.websocket_connect(page):
        pass


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/metrics/x.csv?since=" + "1" * 50_000, 414),
        ("/" + "x" * 30_000, 414),
        ("/api/v1?" + "&".join(f"p{n}=1" for n in range(100)), 400),
        ("/labs?" + "&labs=a" * 3_000, 414),
    ],
)
def test_an_address_without_measure_is_turned_away_at_once(address: str, status: int) -> None:
    behind = Behind()
    answer = TestClient(Gate(behind)).get(address)
    assert (answer.status_code, behind.asked) == (status, [])
    assert len(answer.content) < 500
    assert answer.headers["content-type"] == "application/problem+json"


@given(st.lists(st.floats(0, 5), max_size=60))
def test_no_more_than_burst_and_rate_allow(pauses: list[float]) -> None:
    """Whenever a client asks, it is answered at most burst + rate × elapsed times."""
    clock = [0.0]
    gate = Gate(Behind(), Limits(rate=1, burst=5), lambda: clock[0])
    answered = 0
    for pause in pauses:
        clock[0] += pause
        answered += gate._wait("client") == 0
        assert answered <= 5 + clock[0] + 1e-6


def test_a_household_is_one_client() -> None:
    def of(host: str) -> str:
        return client_of({"client": (host, 1)})

    assert of("2001:db8::1") == of("2001:db8::ffff") != of("2001:db8:0:1::1")
    assert of("192.0.2.1") != of("192.0.2.2")
    assert client_of({"client": None}) == ""


def test_an_operator_sets_limits_by_environment() -> None:
    assert Limits.from_environment({"OUVERTURE_RATE": "2.5"}).rate == 2.5
    assert Limits.from_environment({}) == Limits()
    for nonsense in ("many", "0", "-1", "nan"):
        with pytest.raises(ValueError, match="OUVERTURE_CONCURRENCY takes a number above 0"):
            Limits.from_environment({"OUVERTURE_CONCURRENCY": nonsense})


@pytest.mark.parametrize(
    ("path", "framed", "policy"),
    [
        ("/", False, "script-src"),
        ("/card", True, "script-src"),
        ("/cards", False, "script"),
        ("/api/v1", False, "none"),
    ],
)
def test_headers_of_every_answer(path: str, framed: bool, policy: str) -> None:
    answer = TestClient(SecurityHeaders(Behind())).get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"]
    assert answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers
    assert policy in answer.headers["content-security-policy"]
    assert ("frame-ancestors *" in answer.headers["content-security-policy"]) is framed
    assert ("x-frame-options" in answer.headers) is not framed


def test_sites_that_the_operator_names_may_frame_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUVERTURE_FRAMED_BY", "https://hub.example; script-src *")
    answer = TestClient(SecurityHeaders(Behind())).get("/")
    assert answer.headers["content-security-policy"].endswith("frame-ancestors https://hub.example  script-src *")
    assert "x-frame-options" not in answer.headers


def test_only_behind_tls_a_browser_is_told_to_stay_there() -> None:
    secure = TestClient(SecurityHeaders(Behind()), base_url="https://testserver")
    assert secure.get("/").headers["strict-transport-security"]


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/upload_file/a/b",
        "/_stcore/agent/x",
        "/app/static/" + "é" * 128,
    ],
)
def test_streamlit_s_own_figures_and_names_that_no_file_has_are_nobody_s(path: str) -> None:
    behind = Behind()
    assert TestClient(SecurityHeaders(behind)).get(path).status_code == 404
    assert behind.asked == []
