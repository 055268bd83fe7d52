"""The parts of a digest: each is a metric of the topic ``changes`` between two dates, news or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from ouverture.digest.builds import Between, between
from ouverture.digest.words import words
from ouverture.formatting import formatted
from ouverture.metrics.credits import Credit
from ouverture.metrics.errors import QueryFailed, QueryTimeout
from ouverture.metrics.parameters import Parameter
from ouverture.metrics.reader import Reader
from ouverture.metrics.result import Result

# Of each part what it is asked with beside the dates: machine traffic leads nothing.
PARTS: Mapping[str, Mapping[str, object]] = {
    "changes_routed": {},
    "changes_board": {},
    "changes_hub": {"basis": "adjusted"},
    "changes_terms": {},
    "changes_prices": {},
    "corrections": {},
}
BESIDE = "promises"  # told in one line: what was due and has not come is no news, and no silence either


def feed_address(base: str, kind: str, locale: str) -> str:
    """The feed in one language, as ``xml`` (Atom) or ``json``."""
    return f"{base}/feed.{kind}" + (f"?lang={locale}" if locale != "en" else "")


@dataclass(frozen=True)
class Part:
    """What one metric says of the two dates."""

    result: Result
    asked: Mapping[str, object]

    @property
    def name(self) -> str:
        return self.result.metric.name

    @property
    def is_news(self) -> bool:
        return bool(self.result.table.num_rows)

    @property
    def rows(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.result.table.to_pylist()
        return found

    @property
    def confidence(self) -> str | None:
        return self.result.finding.confidence if self.result.finding else None

    @property
    def credits(self) -> list[Credit]:
        return self.result.credits

    @property
    def version(self) -> int:
        return self.result.metric.version

    @property
    def as_of(self) -> date | None:
        return self.result.finding.as_of if self.result.finding else None

    @property
    def before(self) -> date | None:
        """The earlier of the two dates that were compared."""
        found: date | None = self.result.finding.values.get("before_day") if self.result.finding else None
        return found

    def title(self, locale: str) -> str:
        return self.result.title(locale)

    def note(self, locale: str) -> str | None:
        return self.result.note(locale)

    def address(self, base: str, locale: str, **more: str) -> str:
        """Where its chart proves it, with the same dates."""
        pairs = {"metric": self.name, **_texts(self.asked), **({"lang": locale} if locale != "en" else {}), **more}
        return f"{base}/card?{urlencode(pairs)}"


News = Part | Between


@dataclass(frozen=True)
class Digest:
    """All parts between two dates; without ``since`` each part begins at the reading before its newest. Where the build
    ``against`` is named, it is what is compared."""

    since: date | None
    until: date | None
    build_id: str
    parts: tuple[News, ...]
    against: str | None = None
    beside: Part | None = field(default=None)

    @property
    def news(self) -> tuple[News, ...]:
        return tuple(part for part in self.parts if part.is_news)

    @property
    def quiet(self) -> tuple[News, ...]:
        return tuple(part for part in self.parts if not part.is_news)

    def lead(self, locale: str) -> str:
        """The first piece of news; that there is none, where there is none."""
        if self.news:
            return self.news[0].title(locale)
        told = words(locale)
        if self.since is None:
            return told["no_news_ever"]
        return told["no_news"].format(date=formatted(self.since, "date", locale))

    def address(self, base: str, locale: str) -> str:
        """The page that shows it."""
        asked: dict[str, Any] = {"against": self.against} if self.against else _dates(self.since, self.until)
        asked = {**asked, **({"lang": locale} if locale != "en" else {})}
        return f"{base}/changes" + (f"?{urlencode(_texts(asked))}" if asked else "")


def gather(
    reader: Reader, since: date | None, until: date | None, build_id: str | None = None, against: str | None = None
) -> Digest:
    """The digest of a build; ``against`` an earlier one, since it was made. A part that cannot be answered in time is
    left out. Raises NoBuild, BuildGone, BadParameter."""
    info = reader.build(build_id)
    builds = between(reader, since, until, build_id, against)
    if against is not None and since is None:
        since = builds[0].before
    dates = _dates(since, until)
    parts = [_part(reader, name, {**dates, **settings}, build_id) for name, settings in PARTS.items()]
    beside = _part(reader, BESIDE, {}, build_id)
    return Digest(since, until, info.build_id, (*(part for part in parts if part), *builds), against, beside)


def _part(reader: Reader, name: str, asked: Mapping[str, object], build_id: str | None) -> Part | None:
    try:
        result = reader.run(name, asked, build_id=build_id)
    except (QueryTimeout, QueryFailed):
        return None
    return Part(result, asked) if result.finding else None


def _dates(since: date | None, until: date | None) -> dict[str, date]:
    return {name: day for name, day in (("since", since), ("until", until)) if day}


def _texts(asked: Mapping[str, Any]) -> dict[str, str]:
    return {name: Parameter.text(value) for name, value in asked.items()}
