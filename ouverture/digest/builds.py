"""Two builds beside each other: verdicts that turned between them, and figures of days that both know and restate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from threading import Lock
from typing import Any
from urllib.parse import urlencode

from cachetools import LRUCache, cached

from ouverture.digest.words import words
from ouverture.formatting import formatted
from ouverture.metrics.archive import HEADLINES
from ouverture.metrics.credits import Credit
from ouverture.metrics.errors import BuildGone, MetricError, NotHeld
from ouverture.metrics.reader import Reader
from ouverture.metrics.restated import Change, changes
from ouverture.metrics.result import Result

JUDGED = "claims"
COMPARED = [name for name in HEADLINES if name not in (JUDGED, "promises", "corrections")]
BUILDS = ("turned", "restated")  # the parts
Made = tuple[datetime, str]  # when, and the build's id


@dataclass(frozen=True)
class Between:
    """What one part says of two builds, as ``Part`` says it of two readings."""

    name: str
    earlier: Made | None
    later: Made
    rows: Sequence[Mapping[str, Any]]
    confidence: None = None
    credits: Sequence[Credit] = ()
    version: None = None

    @property
    def is_news(self) -> bool:
        return bool(self.rows)

    @property
    def as_of(self) -> date:
        return self.later[0].date()

    @property
    def before(self) -> date | None:
        return self.earlier[0].date() if self.earlier else None

    def title(self, locale: str) -> str:
        told = words(locale)
        if self.earlier is None:
            return told["no_build_before"]
        return told[f"{self.name}_some" if self.rows else f"{self.name}_none"].format(count=len(self.rows))

    def note(self, locale: str) -> str | None:
        if self.earlier is None:
            return None
        ends = (moment(made[0], locale) for made in (self.earlier, self.later))
        return words(locale)["builds_compared"].format(**dict(zip(("before", "after"), ends, strict=True)))

    def address(self, base: str, locale: str, **_: str) -> str:
        """The page that sets the two builds beside each other, for as long as the earlier is known."""
        pairs = {"against": self.earlier[1]} if self.earlier else {}
        pairs |= {"lang": locale} if locale != "en" else {}
        return f"{base}/changes" + (f"?{urlencode(pairs)}" if pairs else "") + f"#{self.name}"


def moment(at: datetime, locale: str) -> str:
    """When a build was made, in words."""
    return f"{formatted(at.date(), 'date', locale)}, {at:%H:%M} UTC"


def between(
    reader: Reader, since: date | None, until: date | None, build_id: str | None, against: str | None
) -> list[Between]:
    """Both parts: of ``build_id`` (else the newest build made up to ``until``) against the build ``against``, else the
    one that stood on ``since``, the oldest where none did, else the one before. Raises NoBuild, BuildGone.
    """
    info = reader.build(build_id)
    known, later = reader.builds(), (info.built_at, info.build_id)
    if build_id is None and until and (stood := _standing(known, until)):
        later = stood
    older = [made for made in known if made < later]
    if against is not None:
        earlier = next((made for made in known if made[1] == against), None)
        if earlier is None:
            raise BuildGone(against, f"known are {', '.join(build_id for _, build_id in known[:5])}")
    elif since is None:
        earlier = older[0] if older else None
    else:
        earlier = _standing(older, since) or (older[-1] if older else None)
    rows = _compared(reader, earlier[1], later[1]) if earlier and earlier[1] != later[1] else {}
    return [Between(name, earlier, later, rows.get(name, ())) for name in BUILDS]


def _standing(known: Sequence[Made], day: date) -> Made | None:
    """The newest of the builds made up to the end of a day."""
    return next((made for made in known if made[0] <= datetime.combine(day, time.max, UTC)), None)


@cached(LRUCache(64), lambda reader, *ids: (str(reader.warehouse.places.root), *ids), Lock())
def _compared(reader: Reader, earlier: str, later: str) -> dict[str, list[Mapping[str, Any]]]:
    """The rows of both parts. A metric that either build cannot answer is left out: it says nothing of the two."""
    found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in BUILDS}
    with _if_answered():
        then, now = (_verdicts(reader, build_id) for build_id in (earlier, later))
        found["turned"] = [
            {
                **{name: row[name] for name in ("claim_id", "claim", "claim_fr", "metric", "measured_on")},
                **{"found": row["definition"], "found_fr": row["definition_fr"]},
                **{"verdict_before": then[claim_id]["verdict"], "verdict_after": row["verdict"]},
            }
            for claim_id, row in now.items()
            if claim_id in then and then[claim_id]["verdict"] != row["verdict"]
        ]
    for name in COMPARED:
        with _if_answered():
            results = [reader.run(name, build_id=build_id) for build_id in (earlier, later)]
            changed, of = changes(*results)
            if changed:
                newest = max(changed, key=lambda change: change.day or date.min)
                found["restated"].append(
                    {
                        **{"metric": name, "title": results[1].metric.title.en, "title_fr": results[1].metric.title.fr},
                        **{"changed": len(changed), "of": of, "column": newest.column, "key": newest.key},
                        **{"unit": results[1].metric.columns[newest.column].unit, "lab": _lab(newest, results[1])},
                        **{"before": newest.before, "after": newest.after},
                    }
                )
    return found


@contextmanager
def _if_answered() -> Iterator[None]:
    """What cannot be answered is passed over; raises NotHeld, for nothing is known then."""
    try:
        yield
    except NotHeld:
        raise
    except MetricError:
        pass


def _verdicts(reader: Reader, build_id: str) -> dict[str, dict[str, Any]]:
    """Of each claim the row with the newest evidence."""
    rows = reader.run(JUDGED, build_id=build_id).table.to_pylist()
    rows.sort(key=lambda row: str(row["measured_on"] or ""))
    return {row["claim_id"]: row for row in rows}


def _lab(change: Change, result: Result) -> str | None:
    """The name of the lab whose figure it is, where it is one's."""
    lab_id = change.key.get("lab_id")
    return result.finding.names.get(lab_id, lab_id) if result.finding and lab_id else None
