"""Public archives of the Hub's daily counters: datasets on the Hub, read day by day with ranged requests.

An archive says which days it holds and where each lies; this module decides which are asked, reads those that no
capture holds yet and captures each as one unit. What it keeps is a day's rows of the models in scope, as Parquet.
"""

from __future__ import annotations

import io
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import httpx2
import pyarrow.parquet as pq
from huggingface_hub import HfApi, HfFileSystem
from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

from ouverture import __version__
from ouverture.outcome import SourceUnavailable
from ouverture.pipeline.capture import Capture, finished_captures, unfinished_captures
from ouverture.pipeline.capture_writer import CaptureWriter
from ouverture.pipeline.sources import source_named
from ouverture.pipeline.sources.archive_files import NotUnderstood, Scope, read_days
from ouverture.pipeline.sources.client import AnswerRefused, hub_endpoint
from ouverture.pipeline.sources.foreign import NoAnswer

if TYPE_CHECKING:
    from ouverture.pipeline.progress import Progress
    from ouverture.pipeline.sources import Clock
    from ouverture.places import Places

SCOPE = "scope"  # the unit that says what the capture's days hold; all others are days, YYYY-MM-DD
_IN_A_ROW = 5  # days that cannot be read one after another before the archive is given up
_PARQUET: dict[str, Any] = {  # of a captured day, which is read whole: no statistics, dictionaries where values are few
    "compression": "zstd",
    "row_group_size": 1 << 20,
    "use_dictionary": ["pipeline_tag", "library_name", "gated", "tags.list.element"],
    "write_statistics": False,
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class ArchiveGone(SourceUnavailable):
    """The archive is not there, or not what is asked for: another one may be."""


@dataclass(frozen=True)
class Wanted:
    """Days asked for: one in each ``every`` days from ``since`` to ``until``, the first that the archive holds."""

    since: date
    until: date
    every: timedelta

    def of(self, held: Iterable[date]) -> tuple[list[date], list[date]]:
        """Days to read, and first days of the windows in which the archive holds none."""
        chosen: dict[int, date] = {}
        for day in sorted(held):
            if self.since <= day <= self.until:
                chosen.setdefault((day - self.since) // self.every, day)
        windows = (self.until - self.since) // self.every + 1
        return list(chosen.values()), [self.since + n * self.every for n in range(windows) if n not in chosen]


class Archive(ABC):
    """A dataset on the Hub that holds the counters of its models, day by day."""

    name: ClassVar[str]  # as its module is called
    repository: ClassVar[str]
    columns: ClassVar[Mapping[str, str]]  # names of the captured columns to those in the files
    whole: ClassVar[bool]  # whether a day lists every model of an organisation, so that one not listed is gone

    def __init__(self) -> None:
        endpoint = hub_endpoint()
        self.api = HfApi(endpoint=endpoint, library_name="ouverture", library_version=__version__)
        self.files = HfFileSystem(endpoint=endpoint, skip_instance_cache=True)

    def __init_subclass__(cls) -> None:
        cls.name = source_named(cls.__module__)

    @abstractmethod
    def days_held(self) -> dict[date, str]:
        """Days that the archive holds, each with the path of its file in ``HfFileSystem``."""

    @property
    def dated(self) -> bool:
        """Whether a file holds several days, told apart by a column."""
        return "day" in self.columns

    def take(
        self,
        places: Places,
        wanted: Wanted,
        scope: Scope,
        now: Clock,
        progress: Progress,
    ) -> list[Capture]:
        """Captures of the days wanted that no capture of this archive holds yet; an unfinished one is finished first.

        Raises ``ArchiveGone`` if it is not there or cannot be understood, ``SourceUnavailable`` if it stops answering:
        the days read so far are kept, and the next call goes on behind them.
        """
        with _explained_failures(f"the archive {self.repository}"):
            held = self.days_held()
        days, empty = wanted.of(held)
        progress.step("archive", source=self.name, days=len(held), chosen=len(days), without_revision=len(empty))
        if not days:
            raise ArchiveGone(f"{self.repository} holds no day from {wanted.since} to {wanted.until}")
        taken = []
        for plan in unfinished_captures(places):
            if plan.source == self.name:
                writer = CaptureWriter.resume(plan)
                progress.step("resume", capture=plan.capture_id, days=len(_days(writer.plan.units)))
                taken += self._read(writer, held, scope, now, progress)
        known = {day for c in finished_captures(places) if c.source == self.name for day in captured_days(c)}
        if new := [day for day in days if day not in known]:
            units = (SCOPE, *(day.isoformat() for day in new))
            writer = CaptureWriter.start(
                places, self.name, f"labs+top:{scope.top}+known:{len(scope.models)}", units, now()
            )
            progress.step("capture", capture=writer.plan.capture_id, days=len(new))
            try:
                taken += self._read(writer, held, scope, now, progress)
            except (
                ArchiveGone
            ) as fault:  # days left out before and asked once more do not make it another archive's turn
                if known.isdisjoint(days):
                    raise
                progress.step("left out", source=self.name, because=fault)
        return taken

    def _read(
        self, writer: CaptureWriter, held: Mapping[date, str], scope: Scope, now: Clock, progress: Progress
    ) -> list[Capture]:
        """Read the days that the capture lacks, file by file, and finish it; nothing if no day can be read."""
        missing: dict[str, str] = {}
        try:
            days = _days(writer.plan.units)
            open_days = [day for day in days if not writer.pages(day.isoformat())]
            missing |= {day.isoformat(): "is not in the archive any more" for day in open_days if day not in held}
            by_file: dict[str, list[date]] = {}
            for day in open_days:
                if day in held:
                    by_file.setdefault(held[day], []).append(day)
            failed_in_a_row = 0
            for path, of_file in by_file.items():
                progress.advance("days", len(days) - len(open_days), len(days))
                fault = self._read_file(writer, path, of_file, scope, now)
                missing |= fault
                failed_in_a_row = failed_in_a_row + 1 if len(fault) == len(of_file) else 0
                open_days = [day for day in open_days if day not in of_file]
                if failed_in_a_row == _IN_A_ROW and not writer.pages():
                    missing |= {day.isoformat(): "was not asked after that" for day in open_days}
                    break
        finally:
            writer.close()
        if not writer.pages():
            writer.discard()
            raise ArchiveGone(f"{self.repository} has no day that can be read: {_first(missing)}")
        capture = writer.finish(len(writer.pages()) - 1, now(), missing=missing)
        progress.step("captured", capture=capture.capture_id, days=capture.files - 1, left_out=_first(missing) or None)
        return [capture]

    def _read_file(
        self, writer: CaptureWriter, path: str, days: Sequence[date], scope: Scope, now: Clock
    ) -> dict[str, str]:
        """Capture the days of one file. Returns those that it does not give, and why."""
        try:
            with (
                _explained_failures(f"{self.repository} (at {days[0]})"),
                self.files.open(path, "rb", block_size=1 << 20, cache_type="none") as file,
            ):
                tables = read_days(file, self.columns, days if self.dated else None, scope)
        except FileNotFoundError:
            return {day.isoformat(): f"has no {path.rpartition('/')[2]}" for day in days}
        except NotUnderstood as fault:
            return {day.isoformat(): str(fault) for day in days}
        missing = {}
        for day in days:
            table = tables.get(day if self.dated else None)
            if table is None or not table.num_rows:
                missing[day.isoformat()] = "holds no model in scope"
                continue
            if not writer.pages(SCOPE):  # with the first day, so that a capture without days has no page at all
                self._note_scope(writer, scope, now)
            body = io.BytesIO()
            pq.write_table(table, body, **_PARQUET)
            writer.page(
                day.isoformat(),
                1,
                body.getvalue(),
                records=table.num_rows,
                url=f"hf://{path}",
                next_url=None,
                fetched_at=now(),
                suffix="parquet",
            )
        return missing

    def _note_scope(self, writer: CaptureWriter, scope: Scope, now: Clock) -> None:
        """What the days hold: whole organisations (if the archive lists them so) and the top of each day."""
        whole = sorted(scope.organisations) if self.whole else []
        body = json.dumps({"repository": self.repository, "whole_organisations": whole, "top": scope.top}).encode()
        writer.page(SCOPE, 1, body, records=0, url=None, next_url=None, fetched_at=now())

    def close_unfinished(self, places: Places, why: str, now: Clock) -> list[Capture]:
        """Finish what an archive that went away has left: the days read so far count, the others are told."""
        closed = []
        for plan in unfinished_captures(places):
            if plan.source == self.name:
                writer = CaptureWriter.resume(plan)
                if not writer.pages():
                    writer.discard()
                    continue
                left = [day.isoformat() for day in _days(plan.units) if not writer.pages(day.isoformat())]
                closed.append(writer.finish(len(writer.pages()) - 1, now(), missing=dict.fromkeys(left, why)))
        return closed


def captured_days(capture: Capture) -> list[date]:
    """Days that a finished capture of an archive holds."""
    return [day for day in _days(capture.units) if day.isoformat() not in capture.missing]


def _days(units: Iterable[str]) -> list[date]:
    return [date.fromisoformat(unit) for unit in units if _DAY.fullmatch(unit)]


def _first(missing: Mapping[str, str]) -> str:
    reasons = [f"{day} {why}" for day, why in missing.items()]
    return "; ".join(reasons[:2]) + (f" and {len(reasons) - 2} more days" if len(reasons) > 2 else "")


@contextmanager
def _explained_failures(what: str) -> Iterator[None]:
    """Failures of the network as ``SourceUnavailable``, in a sentence that says what to do."""
    again = "run the same command again: the days read so far are kept"
    try:
        yield
    except NoAnswer as error:
        raise ArchiveGone(f"{what} {error}") from error
    except HfHubHTTPError as error:
        status = error.response.status_code
        if status in (401, 403, 404):
            raise ArchiveGone(f"{what} is not public any more (answered {status})") from error
        hint = " (a free HF_TOKEN doubles the limit)" if status == 429 else ""
        raise SourceUnavailable(f"{what} answered {status}{hint}; {again}") from error
    except OfflineModeIsEnabled as error:
        raise SourceUnavailable(f"{what} was not asked because HF_HUB_OFFLINE is set (unset it)") from error
    except AnswerRefused as error:
        raise ArchiveGone(f"{what} {error}") from error
    except httpx2.HTTPError as error:
        raise SourceUnavailable(f"{what} cannot be reached ({type(error).__name__}); {again}") from error
