"""Counters of a population: the Hub's extreme skew, and how a day moves them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from math import exp, log
from statistics import NormalDist
from typing import Any

Record = dict[str, Any]

DOWNLOADED_SHARE = 0.33
"""Share of models with any download in 30 days; two thirds of the Hub have none."""
LOG_MEDIAN, LOG_SIGMA = 1.2, 4.3
"""Lognormal of 30-day downloads among the downloaded: 1 % of all models then hold over 95 % of downloads."""
MOVED_SHARE = 0.97
"""Share of downloaded models whose counters move in a day."""
ABSENT_SHARE = 0.003
"""Share of records that lack a counter's key altogether."""


def set_counters(records: Sequence[Record], weights: Sequence[float], rng: random.Random, today: date) -> None:
    """Write downloads, downloadsAllTime, likes and trendingScore into ``records``.

    Args:
        weights: how far up the ranking a record may expect to stand; same length as ``records``.
        today: the day of the reading, for the age behind the all-time counter.
    """
    luck = [log(weight) - log(-log(rng.random() or 0.5)) for weight in weights]  # Gumbel: a weighted shuffle
    ranking = sorted(range(len(records)), key=luck.__getitem__, reverse=True)
    downloaded = round(len(records) * DOWNLOADED_SHARE)
    trending = max(1, len(records) // 50)
    quantile = NormalDist().inv_cdf
    for rank, index in enumerate(ranking):
        record = records[index]
        window = 0
        if rank < downloaded:
            window = max(1, int(exp(LOG_MEDIAN + LOG_SIGMA * quantile(1 - (rank + 0.5) / downloaded))))
        months = max(1.0, (today.toordinal() - date.fromisoformat(record["createdAt"][:10]).toordinal()) / 30)
        record["downloads"] = window
        all_time = window if months <= 1 else int(window * (1 + (months - 1) * rng.uniform(0.3, 1.2)))
        record["downloadsAllTime"] = all_time if window else int(rng.expovariate(1 / 20)) * (rng.random() < 0.5)
        record["likes"] = int(all_time**0.5 * rng.lognormvariate(-1.5, 1.0))
        record["trendingScore"] = max(1, 400 // (rank + 1)) if rank < trending else 0
        if rng.random() < ABSENT_SHARE:
            del record[rng.choice(("downloads", "downloadsAllTime"))]


def move_counters(
    records: Sequence[Record], rng: random.Random, days: int, *, frozen: float, restated: float, factor: float
) -> None:
    """Let ``days`` pass over the counters of ``records``.

    Args:
        frozen: share of models whose counters do not move, 0 to 1, besides the usual 3 %.
        restated: share of models whose all-time counter falls, 0 to 1.
        factor: what every 30-day counter is multiplied by; 1 on a normal day.
    """
    for record in records:
        window = record.get("downloads")
        if not isinstance(window, int):
            continue
        all_time = record.get("downloadsAllTime")
        if window == 0:
            if rng.random() < 0.002 * days:
                record["downloads"] = 1
                if isinstance(all_time, int):
                    record["downloadsAllTime"] = all_time + 1
            continue
        if rng.random() > MOVED_SHARE or rng.random() < frozen:
            continue
        moved = int(window * factor * exp(rng.gauss(0, 0.03) * days**0.5))
        record["downloads"] = moved if moved != window else max(0, window + rng.choice((-1, 1)))
        if isinstance(all_time, int):
            flow = max(1, int(window / 30 * days * rng.uniform(0.7, 1.3)))
            record["downloadsAllTime"] = int(all_time * 0.8) if rng.random() < restated else all_time + flow
        if rng.random() < 0.05:
            record["likes"] = max(0, record.get("likes", 0) + rng.choice((1, 1, 1, 2, -1)))
        if score := record.get("trendingScore"):
            record["trendingScore"] = max(0, int(score * rng.uniform(0.7, 1.2)))
