"""A page that lost its connection, and with it its session, is drawn anew before what its visitor does next counts.

Streamlit's page connects again by itself and names the session that it had. Where that is gone (its process ended, or
another process answers), a new one begins that knows neither the page's fragments nor its callbacks: the next click
would do nothing. So what the page says first after it came back is held until the page was run from its address.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 30.0  # seconds for the run


class Resuming:
    """Middleware: the above, for every connection that names a session."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket" or len(scope.get("subprotocols", [])) < 3:  # Streamlit's, a token, the session
            await self._app(scope, receive, send)
            return
        begun, drawn = False, asyncio.Event()
        held: list[Message] = []

        async def receive_in_order() -> Message:
            nonlocal begun
            if held:
                with suppress(TimeoutError):
                    await asyncio.wait_for(drawn.wait(), PATIENCE)
                return held.pop()
            message = await receive()
            if not begun and (first := _opening(message)):
                begun = True
                held.append(message)
                return first
            return message

        async def send_noted(message: Message) -> None:
            await send(message)
            if begun and not drawn.is_set() and (body := message.get("bytes")):
                said = ForwardMsg.FromString(body)
                if said.WhichOneof("type") == "script_finished" and said.script_finished == said.FINISHED_SUCCESSFULLY:
                    drawn.set()

        await self._app(scope, receive_in_order, send_noted)


def _opening(message: Message) -> Message | None:
    """What a browser would say that opens the address from which this was said; None where no run is asked for."""
    try:
        said = BackMsg.FromString(message.get("bytes") or b"")
    except Exception:  # no message at all: Streamlit closes such a connection
        return None
    if said.WhichOneof("type") != "rerun_script":
        return None
    for name in ("widget_states", "fragment_id", "cached_message_hashes"):
        said.rerun_script.ClearField(name)
    return {**message, "bytes": said.SerializeToString()}
