"""The head of a page that answers: its name and what its first chart finds, above every setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ouverture.dashboard.markup import safe, show

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def heading(name: str, finding: str | None = None) -> str:
    """The title of a page that answers, as markup: its name and what is found, the name alone where nothing is."""
    return f"<h1><span>{safe(name)} ·</span> {safe(finding)}</h1>" if finding else f"<h1>{safe(name)}</h1>"


class Head:
    """The page's title, which the card that leads the page completes; and the view of it that the reader asked for."""

    def __init__(self, name: str, place: DeltaGenerator | None) -> None:
        self.view = ""
        self._name, self._place = name, place

    def say(self, finding: str | None = None) -> None:
        """The title, once."""
        if self._place is None:
            return
        with self._place:
            show(heading(self._name, finding))
        self._place = None
