"""The pages, in their sections: one list feeds the sidebar, the links between pages and the tests."""

from __future__ import annotations

from dataclasses import dataclass

from ouverture.places import SHIPPED


@dataclass(frozen=True)
class Page:
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


# Sections are questions in the reader's words (``section.<name>``); a page without one is reached by links alone.
PAGES = (
    Page("overview", "opening", ":material/language:"),
    Page("open_vs_closed", "opening", ":material/balance:"),
    Page("labs", "leads", ":material/compare_arrows:"),
    Page("models", "leads", ":material/search:"),
    Page("geography", "leads", ":material/public:"),
    Page("concentration", "leads", ":material/donut_small:"),
    Page("find", "use", ":material/swap_horiz:"),
    Page("openness", "use", ":material/lock_open:"),
    Page("lineage", "use", ":material/account_tree:"),
    Page("claims", "trust", ":material/fact_check:"),
    Page("changes", "trust", ":material/history:"),
    Page("charts", "trust", ":material/grid_view:"),
    Page("method", "trust", ":material/function:"),
    Page("data", "trust", ":material/database:"),
    Page("card", None, ":material/crop_square:"),
)
HOME = PAGES[0]


def page_named(key: str) -> Page:
    """The page of that key. Raises StopIteration for a key no page has."""
    return next(s for s in PAGES if s.key == key)
