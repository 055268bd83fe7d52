"""The pages, in their sections: one list feeds the sidebar, the links between pages and the tests."""

from __future__ import annotations

from dataclasses import dataclass

from ouverture.places import SHIPPED


@dataclass(frozen=True)
class Screen:
    """One page: its key names the texts (``page.<key>``, ``lead.<key>``), the file and the address."""

    key: str
    section: str | None
    icon: str

    @property
    def path(self) -> str:
        return str(SHIPPED / "pages" / f"{self.key}.py")

    @property
    def url_path(self) -> str:
        """Path below the server's root; the home page is the root itself."""
        return "" if self.key == "overview" else self.key.replace("_", "-")


SCREENS = (
    Screen("overview", "adoption", ":material/language:"),
    Screen("open_vs_closed", "adoption", ":material/balance:"),
    Screen("labs", "adoption", ":material/compare_arrows:"),
    Screen("models", "adoption", ":material/search:"),
    Screen("openness", "structure", ":material/lock_open:"),
    Screen("lineage", "structure", ":material/account_tree:"),
    Screen("geography", "structure", ":material/public:"),
    Screen("concentration", "structure", ":material/donut_small:"),
    Screen("claims", "trust", ":material/fact_check:"),
    Screen("method", "trust", ":material/function:"),
    Screen("data", "trust", ":material/database:"),
    Screen("card", None, ":material/crop_square:"),
)
HOME = SCREENS[0]


def screen(key: str) -> Screen:
    """The screen of that key. Raises StopIteration for a key no screen has."""
    return next(s for s in SCREENS if s.key == key)
