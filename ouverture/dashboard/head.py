"""The head of a page that answers: its name and what its first chart finds, above every setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ouverture.dashboard.markup import safe, show

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


class Head:
    """The page's title, which the card that leads the page completes; and the view of it that the reader asked for."""

    def __init__(self, name: str, place: DeltaGenerator | None) -> None:
        self.view = ""
        self._name, self._place = name, place

    def say(self, finding: str | None = None) -> None:
        """The title, once: the name and what is found, the name alone where nothing is."""
        if self._place is None:
            return
        name = f"<span>{safe(self._name)} ·</span> {safe(finding)}" if finding else safe(self._name)
        with self._place:
            show(f"<h1>{name}</h1>")
        self._place = None
