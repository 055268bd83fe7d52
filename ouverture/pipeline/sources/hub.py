"""The Hugging Face Hub as a source: which listings are asked for, and how one page of them is asked."""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

import httpx2
from huggingface_hub import get_token
from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled
from huggingface_hub.utils import (  # type: ignore[attr-defined]  # public, re-exported without __all__
    build_hf_headers,
    fix_hf_endpoint_in_url,
    hf_raise_for_status,
    http_backoff,
    parse_ratelimit_headers,
)

from ouverture import __version__
from ouverture.outcome import UsageOrRegistry
from ouverture.pipeline.capture import Capture, finished_captures, unfinished_capture
from ouverture.pipeline.capture_writer import CaptureWriter
from ouverture.pipeline.plain_text import one_line, redacted
from ouverture.pipeline.sources import Clock, SourcePlan, source_named
from ouverture.pipeline.sources.client import AnswerRefused, hub_endpoint
from ouverture.pipeline.sources.fetching import Answer, fetch_units
from ouverture.pipeline.sources.foreign import LARGEST_TEXT, NoAnswer, read_json

if TYPE_CHECKING:
    from ouverture.pipeline.progress import Progress
    from ouverture.places import Places
    from ouverture.registry import Registry

PAGE_SIZE = 1000  # the most the Hub gives
TOPS = {"top:downloads": 5000, "top:likes": 1000, "top:trending": 1000}
EXPAND = (
    "author", "createdAt", "downloads", "downloadsAllTime", "gated", "gguf", "lastModified", "library_name", "likes",
    "pipeline_tag", "safetensors", "tags", "trendingScore",
)  # fmt: skip
_HUB_MODELS = 3_000_000  # the whole Hub in 2026: only the dry run's estimate of a first `--scope all` rests on it
_SORT = {"top:downloads": "downloads", "top:likes": "likes", "top:trending": "trendingScore"}
# What huggingface_hub retries, and RuntimeError: a thread that finds no connection closes the client that all share,
# and whichever thread was about to use it is told so by a RuntimeError.
_RETRIED = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError, RuntimeError)
_UNREACHED = (httpx2.ConnectError, httpx2.ConnectTimeout)
# Before its first answer: a host that cannot be reached is down, or this machine is offline, and that is told soon.
_RETRIED_AT_FIRST = (
    *(httpx2.ReadTimeout, httpx2.WriteTimeout, httpx2.ReadError, httpx2.WriteError),
    *(httpx2.RemoteProtocolError, RuntimeError),
)
_CONNECT_TIMEOUT = 10.0
_SCOPE_TOP = re.compile(r"top:([1-9][0-9]*)")


@dataclass(frozen=True)
class Hub:
    """The models of the Hub at ``endpoint``. Times are seconds; ``retries`` are those of huggingface_hub."""

    endpoint: str = ""
    workers: int = 4
    timeout: float = 30.0
    retries: int = 5
    first_wait: float = 1.0

    name = source_named(__name__)

    def __post_init__(self) -> None:
        object.__setattr__(self, "endpoint", redacted(self.endpoint).rstrip("/") or hub_endpoint())

    def plan(self, places: Places, registry: Registry, scope: str | None) -> SourcePlan:
        """Listings of ``scope``: None (organisations and tops), ``labs``, ``top:N`` or ``all``."""
        self._check_settings()
        organisations = dict.fromkeys(f"org:{o.id}" for lab in registry.labs.values() for o in lab.organisations)
        if scope is None or scope == "default":
            units = (*TOPS, *organisations)
        elif scope == "labs":
            units = tuple(organisations)
        elif scope == "all":
            units = ("all",)
        elif _SCOPE_TOP.fullmatch(scope):
            units = ("top:downloads",)
        else:
            raise UsageOrRegistry(f"unknown scope {scope!r}: use labs, top:N (such as top:2000) or all")
        scope = scope or "default"
        return SourcePlan(self.name, scope, units, _expected_requests(places, scope, units))

    def take(self, places: Places, plan: SourcePlan, now: Clock, progress: Progress) -> Capture:
        """Fetch every listing of the plan, resuming an unfinished capture of the same plan."""
        unfinished = unfinished_capture(places, self.name, plan.scope, now())
        if unfinished and unfinished.units == plan.units:
            writer = CaptureWriter.resume(unfinished)
            progress.step("resume", capture=unfinished.capture_id, pages=len(writer.pages()))
        else:
            writer = CaptureWriter.start(places, self.name, plan.scope, plan.units, now())
            progress.step("capture", capture=writer.plan.capture_id, listings=len(plan.units), requests=plan.requests)
        try:
            fetch_units(writer, self._listing(plan.scope), self._asker(), now, progress=progress, workers=self.workers)
        finally:
            writer.close()
        missing = self._refused(places, writer)
        capture = writer.finish(len(writer.pages()), now(), missing=missing)
        progress.step(
            "captured",
            capture=capture.capture_id,
            pages=capture.files,
            records=capture.records,
            refused="; ".join(f"{unit} {why}" for unit, why in missing.items()) or None,
        )
        return capture

    def answers(self, within: float) -> bool:
        """Does the Hub list models within so many seconds? Never takes longer, whatever the network does."""
        answered = threading.Event()

        def ask() -> None:
            try:
                url = f"{self.endpoint}/api/models?limit=1"
                response = http_backoff("GET", url, max_retries=0, timeout=within)
                hf_raise_for_status(response)
                if count_records(response.content):
                    answered.set()
            except Exception:  # whatever it is, the Hub does not answer
                return

        # A thread, because no timeout of the client covers a name server that stays silent.
        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(within)
        return answered.is_set()

    def _check_settings(self) -> None:
        if urlsplit(self.endpoint).scheme not in {"http", "https"}:
            raise UsageOrRegistry(f"HF_ENDPOINT is not an address: {self.endpoint!r} has no http:// or https://")
        if not (get_token() or "").isascii():
            raise UsageOrRegistry("HF_TOKEN holds characters that no token has: copy it again or unset it")

    def _refused(self, places: Places, writer: CaptureWriter) -> dict[str, str]:
        """Units that were captured and must not count, and why: none, for the checks of a run judge the models."""
        return {}

    def _listing(self, scope: str) -> Callable[[str], tuple[str, int | None]]:
        """For a unit: the address of its first page, and how many records are wanted (None = all)."""

        def listing(unit: str) -> tuple[str, int | None]:
            wanted = unit_size(scope, unit)
            # Creation never changes, so pages sorted by it neither skip nor repeat a model while counters move.
            query: list[tuple[str, Any]] = [("sort", _SORT.get(unit, "createdAt"))]
            if unit.startswith("org:"):
                query.append(("author", unit.removeprefix("org:")))
            # Custom licences are named in the card alone, and the card is heavy: not asked of three million models.
            expand = (*EXPAND, *(() if unit == "all" else ("cardData",)))
            return first_page(f"{self.endpoint}/api/models", query, wanted, expand), wanted

        return listing

    def _asker(self) -> Callable[[str], Answer]:
        token = get_token()
        headers = build_hf_headers(library_name="ouverture", library_version=__version__)
        own_origin = urlsplit(self.endpoint)[:2]
        timeout = httpx2.Timeout(self.timeout, connect=min(self.timeout, _CONNECT_TIMEOUT))
        answered = threading.Event()

        def get(url: str) -> httpx2.Response:
            for wait in () if answered.is_set() else (self.first_wait, 2 * self.first_wait)[: self.retries]:
                with suppress(*_UNREACHED):
                    return get_once_reached(url)
                time.sleep(wait)
            return get_once_reached(url)

        def get_once_reached(url: str) -> httpx2.Response:
            return http_backoff(
                "GET",
                url,
                max_retries=self.retries,
                base_wait_time=self.first_wait,
                retry_on_exceptions=_RETRIED if answered.is_set() else _RETRIED_AT_FIRST,
                headers=headers,
                timeout=timeout,
                extensions={"largest": LARGEST_TEXT},
            )

        def ask(url: str) -> Answer:
            try:
                response = get(url)
                hf_raise_for_status(response)
                body = response.content
                answered.set()
            except HfHubHTTPError as error:
                raise _refusal(error, bool(token)) from error
            except OfflineModeIsEnabled as error:
                raise NoAnswer("was not asked because HF_HUB_OFFLINE is set (unset it)", hopeless=True) from error
            except AnswerRefused as error:
                raise NoAnswer(str(error)) from error
            except _UNREACHED as error:
                raise NoAnswer(f"cannot be reached ({type(error).__name__})") from error
            except httpx2.TimeoutException as error:
                raise NoAnswer(f"did not answer within {self.timeout:g} seconds") from error
            except httpx2.RemoteProtocolError as error:
                raise NoAnswer("broke off in the middle of its answer") from error
            except (httpx2.HTTPError, httpx2.InvalidURL, RuntimeError) as error:
                raise NoAnswer(f"cannot be reached ({type(error).__name__})") from error
            records = count_records(body, response.headers.get("content-type", ""))
            next_url = response.links.get("next", {}).get("url")
            if next_url:
                next_url = fix_hf_endpoint_in_url(urljoin(url, next_url), self.endpoint)
                if urlsplit(next_url)[:2] != own_origin:  # the token must not follow a link to another host
                    raise NoAnswer(f"named a next page on another host ({urlsplit(next_url).netloc})")
            budget = parse_ratelimit_headers(response.headers)
            return Answer(
                body=body,
                records=records,
                next_url=next_url,
                remaining=budget.remaining if budget else None,
                reset_in=budget.reset_in_seconds if budget else None,
            )

        return ask


def unit_size(scope: str, unit: str) -> int | None:
    """Records wanted of a unit: N for a ranking (the last page may bring a few more), None for a whole listing."""
    if match := _SCOPE_TOP.fullmatch(scope):
        return int(match[1])
    return TOPS.get(unit)


def first_page(address: str, query: Sequence[tuple[str, Any]], wanted: int | None, expand: Sequence[str]) -> str:
    """Address of a listing's first page, its pages as large as the Hub gives them and no larger than needed."""
    size = PAGE_SIZE if wanted is None else math.ceil(wanted / math.ceil(wanted / PAGE_SIZE))
    return f"{address}?{urlencode([*query, ('limit', size), *(('expand', field) for field in expand)])}"


def count_records(body: bytes, content_type: str = "application/json") -> int:
    """Number of records in a page. Raises ``NoAnswer`` unless it is a JSON list of objects with text ids."""
    try:
        records = read_json(body)
    except NoAnswer as error:
        if "html" in content_type.lower() or body.lstrip()[:1] == b"<":
            raise NoAnswer("answered HTML instead of JSON") from error
        if isinstance(error.__cause__, ValueError):
            raise NoAnswer("answered JSON that cannot be read") from error
        raise
    if not isinstance(records, list):
        raise NoAnswer(f"answered a JSON {type(records).__name__} instead of a list")
    if not all(isinstance(record, dict) and isinstance(record.get("id"), str) for record in records):
        raise NoAnswer("answered a list with records that have no id")
    return len(records)


def _refusal(error: HfHubHTTPError, with_token: bool) -> NoAnswer:
    status = error.response.status_code
    if status in {401, 403} and with_token:
        return NoAnswer("refused HF_TOKEN (renew or unset it)", hopeless=True)
    if status == 429:
        hint = "" if with_token else " (a free HF_TOKEN doubles the limit)"
        return NoAnswer(f"answered 429 Too Many Requests{hint}")
    if status == 400:
        return NoAnswer(
            f"does not accept the request any more ({one_line(error.server_message or 'no reason given')[:200]})"
        )
    return NoAnswer(f"answered {status}")


def _expected_requests(places: Places, scope: str, units: tuple[str, ...]) -> int:
    """Pages that the last capture of this scope took for these units; where there is none, an estimate."""
    last = next((c for c in reversed(finished_captures(places)) if (c.source, c.scope) == (Hub.name, scope)), None)
    taken: dict[str, int] = {}
    for page in last.pages if last else ():
        taken[page.unit] = max(page.number, taken.get(page.unit, 0))
    estimate = {unit: math.ceil((unit_size(scope, unit) or 1) / PAGE_SIZE) for unit in units}
    if "all" in estimate:
        estimate["all"] = math.ceil(_HUB_MODELS / PAGE_SIZE)
    return sum(taken.get(unit, estimate[unit]) for unit in units)
