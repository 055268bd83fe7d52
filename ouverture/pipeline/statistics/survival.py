"""Kaplan–Meier medians with bootstrap bands, for durations some of which have not ended yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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

    Source: Kaplan and Meier (1958); the band resamples the durations with replacement.
    """
    if not ended and not censored:
        raise ValueError("no durations")
    durations = np.array([*ended, *censored], dtype=float)
    over = np.array([True] * len(ended) + [False] * len(censored))
    days, place = np.unique(durations, return_inverse=True)
    ends = np.bincount(place[over], minlength=len(days))
    stays = np.bincount(place[~over], minlength=len(days))
    # Drawing durations with replacement is drawing how often each (day, ended or not) comes up.
    drawn = np.random.default_rng(SEED).multinomial(
        len(durations), np.concatenate([ends, stays]) / len(durations), RESAMPLES
    )
    medians = _medians(days, drawn[:, : len(days)], drawn[:, len(days) :])
    low, high = np.quantile(medians, [(1 - BAND) / 2, (1 + BAND) / 2], method="closest_observation")
    (median,) = _medians(days, ends[None, :], stays[None, :])
    return Median(_finite(median), _finite(low), _finite(high), len(ended), len(censored))


def _medians(days: np.ndarray, ends: np.ndarray, stays: np.ndarray) -> np.ndarray:
    """For each row of counts (samples × days) the first day by which survival is a half; infinity where it never is."""
    left = np.cumsum((ends + stays)[:, ::-1], axis=1)[:, ::-1]  # still there as the day begins
    survival = np.cumprod(1 - ends / np.maximum(left, 1), axis=1)
    reached = survival <= 0.5 + 1e-12
    return np.where(reached.any(axis=1), days[reached.argmax(axis=1)], np.inf)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
