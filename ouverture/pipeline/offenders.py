"""Offenders: which of the captures that came new make a build fail. The rest is published without them."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def offenders(suspects: Sequence[str], fault: Callable[[Sequence[str]], Exception | None]) -> dict[str, Exception]:
    """Those of ``suspects`` without which all others go in together, each with what it raised.

    ``fault`` tries some of them and gives what that raised, None if all is well. By halves: one offender among n is
    found in about 2 log2 n tries. Without any suspect all must be well.
    """
    return _found([], suspects, fault)


def _found(
    good: Sequence[str], suspects: Sequence[str], fault: Callable[[Sequence[str]], Exception | None]
) -> dict[str, Exception]:
    error = fault([*good, *suspects]) if suspects else None
    if error is None:
        return {}
    if len(suspects) == 1:
        return {suspects[0]: error}
    middle = len(suspects) // 2
    first = _found(good, suspects[:middle], fault)
    kept = [suspect for suspect in suspects[:middle] if suspect not in first]
    return first | _found([*good, *kept], suspects[middle:], fault)
