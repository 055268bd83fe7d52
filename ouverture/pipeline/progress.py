"""What a run says while it works: a bar on a terminal, one structured line a step otherwise."""

from __future__ import annotations

import logging
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import Protocol, TextIO

TELL_AGAIN_AFTER = 10.0  # seconds
_ADDRESS = re.compile(r"https?://\S+")
_FIELDS_ASKED = re.compile(r"&expand=[^&\s]*")  # half a page of every address, and never the reason of a warning


class Progress(Protocol):
    """Where a run reports to."""

    def step(self, name: str, **fields: object) -> None:
        """A step is done (or begins, where its name says so)."""

    def advance(self, what: str, done: int, total: int | None = None) -> None:
        """``done`` of ``total`` units of ``what`` are finished; called often."""


class Silent:
    """Reports nothing."""

    def step(self, name: str, **fields: object) -> None:
        pass

    def advance(self, what: str, done: int, total: int | None = None) -> None:
        pass


def _value(value: object) -> str:
    text = f"{value:%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else str(value)
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{quoted}"' if text == "" or any(c in text for c in ' "=\n') else text


class LogLines:
    """One logfmt line a step: ``2026-11-24T03:58:00Z level=info step=capture pages=12``."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def step(self, name: str, **fields: object) -> None:
        self._line("info", {"step": name, **fields})

    def advance(self, what: str, done: int, total: int | None = None) -> None:
        pass  # a log keeps steps, not ticks

    def warn(self, text: str) -> None:
        """A warning of a library, such as a retried request."""
        self._line("warning", {"message": text})

    def _line(self, level: str, fields: dict[str, object]) -> None:
        pairs = " ".join(f"{key}={_value(value)}" for key, value in fields.items() if value is not None)
        with suppress(BrokenPipeError):  # nobody reads the log: no reason to lose the night
            self._stream.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} level={level} {pairs}\n")
            self._stream.flush()


class Bar:
    """A tqdm bar for what can be counted, and a plain line for every step."""

    def __init__(self, stream: TextIO) -> None:
        from tqdm import tqdm

        self._tqdm = tqdm
        self._stream = stream
        self._bar: tqdm | None = None

    def step(self, name: str, **fields: object) -> None:
        self._close()
        facts = [f"{key.replace('_', ' ')} {value}" for key, value in fields.items() if value is not None]
        self._stream.write(f"{name}{': ' if facts else ''}{', '.join(facts)}\n")
        self._stream.flush()

    def advance(self, what: str, done: int, total: int | None = None) -> None:
        if self._bar is None or self._bar.desc.rstrip(": ") != what:
            self._close()
            self._bar = self._tqdm(total=total, desc=what, file=self._stream, leave=False, dynamic_ncols=True)
        self._bar.total = total
        self._bar.n = done
        self._bar.refresh()

    def warn(self, text: str) -> None:
        """A warning of a library, such as a retried request."""
        self._tqdm.write(text, file=self._stream)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


class _Warnings(logging.Handler):
    """Requests side by side fail side by side: what differs by its address alone is told once in ten seconds."""

    def __init__(self, progress: LogLines | Bar) -> None:
        super().__init__(logging.WARNING)
        self._progress = progress
        self._told: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        kind = _ADDRESS.sub("", text)
        if record.created - self._told.get(kind, 0) >= TELL_AGAIN_AFTER:
            self._told[kind] = record.created
            self._progress.warn(_FIELDS_ASKED.sub("", text))


def open_progress(stream: TextIO | None = None) -> Progress:
    """A bar if ``stream`` (default: standard error) is a terminal, else log lines.

    Warnings of the Hub's client (retries, rate limits) go the same way.
    """
    stream = stream or sys.stderr
    progress = Bar(stream) if stream.isatty() else LogLines(stream)
    client_log = logging.getLogger("huggingface_hub")
    client_log.handlers = [_Warnings(progress)]
    client_log.propagate = False
    return progress
