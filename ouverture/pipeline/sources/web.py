"""Sources beside the Hub: published files and small APIs, asked address by address and kept as they came.

One module a source says what to ask, how to recognise a good answer and whom to credit; this one does the rest.
A source that fails or has changed its form is noted in the log of visits and never stops the others.
"""

from __future__ import annotations

import os
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

import httpx2
from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled
from huggingface_hub.utils import http_backoff  # type: ignore[attr-defined]  # public, re-exported without __all__

from ouverture import __version__
from ouverture.outcome import SourceUnavailable
from ouverture.pipeline.capture import Capture, unfinished_capture
from ouverture.pipeline.capture_writer import CaptureWriter
from ouverture.pipeline.plain_text import one_line
from ouverture.pipeline.sources import Clock, SourcePlan, key_of, source_named
from ouverture.pipeline.sources.client import MIB, AnswerRefused, base_address, hub_endpoint
from ouverture.pipeline.sources.foreign import DRIFT, NoAnswer
from ouverture.registry.sources import OF_THE_HUB, SOURCES

if TYPE_CHECKING:
    from ouverture.pipeline.progress import Progress
    from ouverture.places import Places
    from ouverture.registry import Registry


UNDERSTOOD = 0.5  # of the rows of an answer, at least: else its form has changed
LARGEST_ANSWER = 64 * MIB  # unpacked; the largest seen has 30 MiB
MOST_FOLLOWED = 1_000  # addresses that one answer may name
_STUMBLES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RuntimeError, MemoryError)


def fitting(rows: Iterable[Any], fits: Callable[[Any], object], what: str = "") -> int:
    """How many rows are of the known form: odd ones are left out later, one by one. ``NoAnswer`` if most are odd."""
    every = fit = 0
    for row in rows:
        every += 1
        with suppress(KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError):
            fit += bool(fits(row))
    if every and fit < UNDERSTOOD * every:
        raise NoAnswer(f"{DRIFT}{what}")
    return fit


class WebSource(ABC):
    """A source of one or more addresses below the base address that ``data/registry/sources.toml`` gives it."""

    name: ClassVar[str]  # as its module is called
    suffix: ClassVar[str] = "json"  # of the files in the capture
    pause: ClassVar[float] = 0.0  # seconds between two requests, where the source asks to be gentle
    timeout: ClassVar[float] = 60.0  # seconds
    refuses_all: ClassVar[bool] = True  # a 401 or 403 holds for every address, not for one
    retries: ClassVar[int] = 3  # of huggingface_hub's http_backoff, which honours Retry-After

    def __init_subclass__(cls) -> None:
        cls.name = source_named(cls.__module__)

    @abstractmethod
    def addresses(self, registry: Registry) -> Mapping[str, str]:
        """What to ask: unit (a name that makes a file name) to path below the endpoint, or a whole address."""

    @abstractmethod
    def count(self, unit: str, body: bytes) -> int:
        """Records in an answer. Raises ``NoAnswer`` with the rest of a sentence if its form is not the known one."""

    def keep(self, unit: str, body: bytes) -> bytes:
        """What of a good answer is captured: the body as it came, or as JSON where DuckDB could not read it."""
        return body

    def follow(self, plan: SourcePlan, body: bytes) -> Mapping[str, str]:
        """Further addresses that the first answer of a unit (as kept) names, by a name for ``count`` and ``keep``."""
        return {}

    def headers(self) -> dict[str, str]:
        """Headers of each request; a source with a key adds it here."""
        return {"user-agent": f"ouverture/{__version__}"}

    def address(self, path: str) -> str:
        """The whole address of a path."""
        if path.startswith("https://"):
            return path
        source = SOURCES[self.name]
        default = hub_endpoint() if self.name in OF_THE_HUB else source.address or ""
        return base_address(os.environ.get(source.address_variable(self.name)), default) + path

    def plan(self, places: Places, registry: Registry, scope: str | None) -> SourcePlan:
        """One request a unit. The scope of a snapshot concerns the Hub alone."""
        addresses = {unit: self.address(path) for unit, path in self.addresses(registry).items()}
        return SourcePlan(self.name, "all", tuple(addresses), len(addresses), addresses)

    def take(self, places: Places, plan: SourcePlan, now: Clock, progress: Progress) -> Capture:
        """Ask every address once. What one of them does not give is left out and told in the capture's ``missing``.

        Raises ``SourceUnavailable`` if none answers as it should.
        """
        unfinished = unfinished_capture(places, self.name, plan.scope, now())
        if unfinished and unfinished.units == plan.units:
            writer = CaptureWriter.resume(unfinished)
        else:
            writer = CaptureWriter.start(places, self.name, plan.scope, plan.units, now())
        missing: dict[str, str] = {}
        try:
            for done, unit in enumerate(plan.units):
                progress.advance(self.name, done, len(plan.units))
                if not self._take_unit(writer, plan, unit, now, missing):
                    break
        finally:
            writer.close()
        pages = writer.pages()
        if not pages:
            writer.discard()
        if not any(page.records for page in pages):  # a list of files without one file is not an answer
            raise SourceUnavailable(f"{self.name} {next(iter(missing.values()), 'named nothing to read')}")
        capture = writer.finish(len(pages), now(), missing=missing)
        progress.step("captured", capture=capture.capture_id, files=capture.files, missing=len(missing) or None)
        return capture

    def _take_unit(
        self, writer: CaptureWriter, plan: SourcePlan, unit: str, now: Clock, missing: dict[str, str]
    ) -> bool:
        """Capture a unit's address and those that its answer names. False if the source will give nothing more."""
        pages = writer.pages(unit)
        seen = {page.url for page in pages}
        waiting = {unit: plan.addresses[unit]} | (self._named(plan, pages[0].body()) if pages else {})
        while left := [(name, url) for name, url in waiting.items() if url not in seen]:
            name, url = left[0]
            seen.add(url)
            if self.pause and (missing or writer.pages()):
                time.sleep(self.pause)
            try:
                records, kept, more = self._understood(plan, name, self._ask(url), first=name == unit)
            except NoAnswer as fault:
                missing[one_line(name)[:100]] = str(fault)
                if fault.hopeless:
                    return False
                continue
            number = len(writer.pages(unit)) + 1
            writer.page(
                unit, number, kept, records=records, url=url, next_url=None, fetched_at=now(), suffix=self.suffix
            )
            waiting |= more
        return True

    def _understood(
        self, plan: SourcePlan, name: str, body: bytes, *, first: bool
    ) -> tuple[int, bytes, dict[str, str]]:
        """Records of an answer, what is kept of it and the addresses that it names, if it is a unit's ``first``.

        Whatever strange bytes make the source's own code stumble over is a refusal too.
        """
        try:
            records, kept = self.count(name, body), self.keep(name, body)
            return records, kept, self._named(plan, kept) if first else {}
        except NoAnswer:
            raise
        except _STUMBLES as error:
            raise NoAnswer(f"{DRIFT} ({type(error).__name__} in {name})") from error

    def _named(self, plan: SourcePlan, body: bytes) -> dict[str, str]:
        named = self.follow(plan, body)
        return {name: self.address(path) for name, path in islice(named.items(), MOST_FOLLOWED)}

    def _ask(self, url: str) -> bytes:
        try:
            response = http_backoff(
                "GET",
                url,
                max_retries=self.retries,
                retry_on_exceptions=(httpx2.TimeoutException,),  # a server that is not there will be asked tomorrow
                headers=self.headers(),
                timeout=self.timeout,
                extensions={"largest": LARGEST_ANSWER, "keyed": key_of(self.name) is not None},
            )
        except HfHubHTTPError as error:  # after its last retry; the same answer awaits the next address
            raise NoAnswer(f"answered {error.response.status_code}", hopeless=True) from error
        except OfflineModeIsEnabled as error:
            raise NoAnswer("was not asked because HF_HUB_OFFLINE is set (unset it)", hopeless=True) from error
        except AnswerRefused as error:
            raise NoAnswer(str(error)) from error
        except httpx2.TimeoutException as error:
            raise NoAnswer(f"did not answer within {self.timeout:g} seconds") from error
        except httpx2.RemoteProtocolError as error:
            raise NoAnswer("broke off in the middle of its answer") from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise NoAnswer(f"cannot be reached ({type(error).__name__})", hopeless=True) from error
        if response.status_code in (401, 403):
            raise NoAnswer(f"refused the request (answered {response.status_code})", hopeless=self.refuses_all)
        if response.status_code != 200:
            raise NoAnswer(f"answered {response.status_code}")
        if response.content.lstrip()[:1] == b"<":
            raise NoAnswer("answered HTML instead of data")
        return response.content
