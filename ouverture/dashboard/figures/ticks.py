"""Where the ticks of an axis stand: round numbers, powers of ten, first days of months."""

from __future__ import annotations

import math
from datetime import date, timedelta


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About ``count`` round ticks from at or below ``low`` to at or above ``high``."""
    raw = ((high - low) or 1.0) / count
    magnitude = 10.0 ** math.floor(math.log10(raw))
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high * 0.97 / step - 1e-9)
    return [round(n * step, 10) for n in range(first, max(last, first + 1) + 1)]


def log_ticks(low: float, high: float) -> list[float]:
    """Powers of ten between two positive values, with 2 and 5 between where they span less than three decades."""
    exponents = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1, 2, 5) if math.log10(high / low) < 3 else (1,)
    ticks = [m * 10.0**e for e in exponents for m in steps]
    inside = [t for t in ticks if low * 0.8 <= t <= high * 1.25]
    return inside or [10.0 ** exponents[0], 10.0 ** exponents[-1]]


def half_months(first: date, last: date, count: int) -> list[date]:
    """Up to ``count`` first and fifteenth days of months between two days, the latest of them among these."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    found = [day for day in days if day.day in (1, 15)]
    return found[:: -math.ceil(len(found) / count)][::-1]


def date_ticks(first: date, last: date, count: int) -> list[date]:
    """Up to ``count`` + 1 first days of months between two days, evenly spaced."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 1:
        return [first]
    step = next((s for s in (1, 2, 3, 4, 6, 12, 24, 60) if months / s <= count + 0.5), 120)
    index = first.year * 12 + first.month - 1 + (first.day > 1)
    index += -index % step
    ticks = []
    while (tick := date(index // 12, index % 12 + 1, 1)) <= last:
        ticks.append(tick)
        index += step
    return ticks or [first]
