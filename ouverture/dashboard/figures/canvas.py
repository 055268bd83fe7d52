"""What a figure is drawn for, and what its metric's chart hint means for these rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ouverture.dashboard import theme

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Canvas:
    """Language, ground and width: ``narrow`` is a phone's screen, ``half`` a card beside another."""

    language: str
    dark: bool = False
    narrow: bool = False
    half: bool = False

    @property
    def ink(self) -> str:
        return theme.INK[self.dark]

    @property
    def muted(self) -> str:
        return theme.MUTED[self.dark]

    @property
    def pale(self) -> str:
        return theme.PALE[self.dark]

    @property
    def hairline(self) -> str:
        return theme.HAIRLINE[self.dark]

    @property
    def ground(self) -> str:
        return theme.NIGHT if self.dark else theme.PAPER

    @property
    def height(self) -> int:
        """Pixels of a chart whose rows do not say how tall it is: seven tenths of a card, six on a phone,
        where its caveat stands on the first screen."""
        return 300 if self.narrow else 440 if self.half else 420

    @property
    def ticks(self) -> int:
        """How many dates fit under a time axis."""
        return 2 if self.narrow else 3 if self.half else 5


@dataclass(frozen=True)
class Encoding:
    """Columns of the chart, how their values read, and what colour and line a series has.

    ``label(column, value)`` is how a value of a column reads; ``colour(value)`` belongs to ``series``, or to ``x``
    where there is none.
    """

    kind: str
    x: str
    y: str
    series: str | None
    facet: str | None
    low: str | None
    high: str | None
    stack: bool
    log: bool
    unit: str
    label: Callable[[str | None, Any], str]
    colour: Callable[[Any], str]
    dashed: Callable[[Any], bool]
    x_title: str = ""  # what the numbers along an axis are; empty where its labels say so
    y_title: str = ""
    pair: Sequence[str] = ()  # what the two dots of a row are: that of y, that of ``low``
    measured: str = ""  # what the only line is, where its series is the name of a source
    marked: Sequence[tuple[Row, str]] = ()  # points whose values the headline quotes, as it writes them
    spoken: Callable[[Row], bool] = lambda row: True  # whether the headline speaks of a row; others are ``grey``
    grey: str = ""

    def colour_of(self, row: Row) -> str:
        """Colour of a row that stands for itself."""
        return self.colour(row[self.series or self.x]) if self.spoken(row) else self.grey

    def facet_of(self, row: Row) -> Any:
        """Value of the facet column; None where there is none."""
        return row[self.facet] if self.facet else None

    def series_of(self, row: Row) -> Any:
        """Value of the series column; None where there is none."""
        return row[self.series] if self.series else None
