"""Kaplan–Meier medians with bootstrap bands, for durations some of which have not ended yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import CensoredData, ecdf

BAND = 0.9  # of the bootstrap distribution
RESAMPLES = 1000
SEED = 20261124


@dataclass(frozen=True)
class Median:
    """Kaplan–Meier median of durations, in their unit. None = more than half had not ended when last seen.

    ``low`` and ``high`` bound the middle 90 % of bootstrap medians; None = that end is not reached by the data.
    """

    median: float | None
    low: float | None
    high: float | None
    ended: int
    censored: int


def median_duration(ended: Sequence[float], censored: Sequence[float]) -> Median:
    """Median of right-censored durations. Raises ValueError for an empty sample.

    Source: Kaplan and Meier (1958), as scipy.stats.ecdf computes it; the band resamples the durations with replacement.
    """
    if not ended and not censored:
        raise ValueError("no durations")
    durations = np.array([*ended, *censored], dtype=float)
    over = np.array([True] * len(ended) + [False] * len(censored))
    draw = np.random.default_rng(SEED)
    medians = []
    for _ in range(RESAMPLES):
        picked = draw.integers(0, len(durations), len(durations))
        medians.append(_median(durations[picked], over[picked]))
    low, high = np.quantile(medians, [(1 - BAND) / 2, (1 + BAND) / 2], method="closest_observation")
    return Median(_finite(_median(durations, over)), _finite(low), _finite(high), len(ended), len(censored))


def _median(durations: np.ndarray, over: np.ndarray) -> float:
    """First duration by which the survival function has fallen to a half; infinity where it has not."""
    if not over.any():
        return np.inf
    survival = ecdf(CensoredData(uncensored=durations[over], right=durations[~over])).sf
    reached = survival.quantiles[survival.probabilities <= 0.5 + 1e-12]
    return float(reached[0]) if len(reached) else np.inf


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
