"""A Hub of any size, night after night, written as capture pages in the layout of `docs/architecture.md`.

    python -m benchmarks.made_hub --models 30000 --nights 3 --into /tmp/made

Records are those of the stand-in; counters live in arrays, so that a night costs seconds a million and asks no server.
Two thirds of the models have no downloads and the top 1 % hold 95 % of them. A night moves 97 % of those with
downloads; models are born, deleted, renamed and put under another licence. The same seed gives the same pages.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import NormalDist

import numpy as np

from ouverture.pipeline.capture import Capture
from ouverture.pipeline.capture_writer import CaptureWriter
from ouverture.pipeline.sources.hub import EXPAND, PAGE_SIZE
from ouverture.places import Places
from tests.standin.counters import DOWNLOADED_SHARE, LOG_MEDIAN, LOG_SIGMA, MOVED_SHARE, Record
from tests.standin.hub import BIRTHS_A_DAY
from tests.standin.population import LICENCE_URN, Population

FIRST = date(2026, 1, 1)
DEATHS, RENAMES, LICENCES_CHANGED, FIRST_DOWNLOADS = 0.0002, 0.0001, 0.0001, 0.002  # a day, as shares of all models
_COUNTERS = ("downloads", "downloadsAllTime", "likes", "trendingScore")
_SAID = tuple(field for field in ("_id", "id", *EXPAND) if field not in _COUNTERS)
_LICENCE = re.compile(rb'"license:[^"]+",')  # tags never end with one
_ID = re.compile(rb'"id":"([^"]+)"')


class MadeHub:
    """Models by creation, newest last: what each says as JSON without its end, and its counters in columns."""

    def __init__(self, models: int, seed: int = 1) -> None:
        self.today = FIRST
        self._rng, self._random = np.random.default_rng(seed), random.Random(seed)
        self._population = Population(seed)
        founders = self._population.founders(min(models, 2_000), FIRST)  # the well-known ones, of whom the rest derive
        said = [(record["createdAt"], _said(record)) for record in founders]
        midnight = int(datetime.combine(FIRST, time(), UTC).timestamp())
        for _ in range(models - len(said)):  # one at a time: three million dictionaries would not fit
            record = self._population.drawn(midnight)
            said.append((record["createdAt"], _said(record)))
        order = sorted(range(models), key=lambda number: said[number][0])
        self._said = [said[number][1] for number in order]
        rank = np.empty(models, dtype=np.int64)
        rank[np.argsort(self._rng.gumbel(size=models) + np.where(np.array(order) < len(founders), 6.0, 0.0))[::-1]] = (
            np.arange(models)
        )
        downloaded = round(models * DOWNLOADED_SHARE)
        quantile = NormalDist(LOG_MEDIAN, LOG_SIGMA).inv_cdf
        drawn = np.exp([quantile(1 - (place + 0.5) / downloaded) for place in range(downloaded)]).astype(np.int64)
        self._counters = np.zeros((models, len(_COUNTERS)), dtype=np.int64)
        window = self._counters[:, 0]
        window[rank < downloaded] = np.maximum(drawn, 1)[rank[rank < downloaded]]
        self._counters[:, 1] = (window * self._rng.uniform(1, 12, models)).astype(np.int64)
        self._counters[:, 2] = np.sqrt(self._counters[:, 1]) * self._rng.lognormal(-1.5, 1.0, models)
        self._counters[:, 3] = np.where(rank < max(1, models // 50), np.maximum(1, 400 // (rank + 1)), 0)

    @property
    def downloads(self) -> np.ndarray:
        """Downloads in 30 days of every model."""
        return self._counters[:, 0]

    def advance(self) -> None:
        """One day passes."""
        rng, count = self._rng, len(self._said)
        self.today += timedelta(days=1)
        window, all_time, likes, score = self._counters.T
        moved = (window > 0) & (rng.random(count) < MOVED_SHARE)
        factor = np.exp(rng.normal(0, 0.03, count))
        stepped = (window * factor).astype(np.int64)
        stepped = np.where((stepped == window) | (stepped == 0), window + 1, stepped)
        flow = np.maximum(1, window * rng.uniform(0.7, 1.3, count) / 30).astype(np.int64)
        first = (window == 0) & (rng.random(count) < FIRST_DOWNLOADS)
        all_time += np.where(moved, flow, first.astype(np.int64))
        window[:] = np.where(moved, stepped, np.where(first, 1, window))
        likes += moved & (rng.random(count) < 0.05)
        score[:] = np.where(moved, score * rng.uniform(0.7, 1.2, count), score)
        for number in self._some(RENAMES):
            self._said[number] = _ID.sub(rb'"id":"\1-renamed"', self._said[number], count=1)
        for number in self._some(LICENCES_CHANGED):
            other = f'"license:{self._random.choice(LICENCE_URN)}"'.encode()
            without = _LICENCE.sub(b"", self._said[number], count=1)
            self._said[number] = without.replace(b'"tags":[', b'"tags":[' + other + b",", 1)
        kept = np.ones(count, dtype=bool)
        kept[self._some(DEATHS)] = False
        self._said = [said for said, stays in zip(self._said, kept, strict=True) if stays]
        born = self._population.newborn(round(count * BIRTHS_A_DAY), self.today)
        self._said += [_said(record) for record in born]
        counters = np.array([[record[name] for name in _COUNTERS] for record in born], dtype=np.int64)
        self._counters = np.concatenate([self._counters[kept], counters.reshape(-1, len(_COUNTERS))])

    def capture(self, places: Places) -> Capture:
        """Tonight's capture of the whole Hub, newest models first, as ``ouverture snapshot --scope all`` writes it."""
        at = datetime.combine(self.today, time(3), UTC)
        writer = CaptureWriter.start(places, "hub", "all", ("all",), at)
        count = len(self._said)
        for page, end in enumerate(range(count, 0, -PAGE_SIZE), start=1):
            rows = range(end - 1, max(end - PAGE_SIZE, 0) - 1, -1)
            counters = self._counters[rows].tolist()
            records = [
                b'%s,"downloads":%d,"downloadsAllTime":%d,"likes":%d,"trendingScore":%d}' % (self._said[row], *told)
                for row, told in zip(rows, counters, strict=True)
            ]
            body = b"[%s]" % b",".join(records)
            writer.page("all", page, body, records=len(records), url=None, next_url=None, fetched_at=at)
        writer.close()
        return writer.finish(len(writer.pages()), at)

    def _some(self, share: float) -> np.ndarray:
        """Numbers of the models that this happens to today, one at least."""
        count = len(self._said)
        return self._rng.choice(count, max(1, self._rng.poisson(share * count)), replace=False)


def _said(record: Record) -> bytes:
    said = {field: record[field] for field in _SAID if field in record}
    return json.dumps(said, separators=(",", ":")).encode()[:-1]


def main() -> None:
    """Write the captures of so many nights into a folder of data."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.made_hub", description="Captures of a made-up Hub.")
    parser.add_argument("--models", type=int, default=30_000)
    parser.add_argument("--nights", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help="as OUVERTURE_DATA names it")
    options = parser.parse_args()
    hub = MadeHub(options.models, options.seed)
    for night in range(options.nights):
        if night:
            hub.advance()
        capture = hub.capture(Places(options.into.resolve()))
        print(f"{capture.capture_id}: {capture.records:,} models, {capture.size / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()
