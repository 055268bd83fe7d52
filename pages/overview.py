"""Overview: one answer, its witnesses and ways of counting, three figures; then claims with their charts."""

from ouverture.dashboard.page import card, columns, page
from ouverture.dashboard.screens import overview, tiles

with page("overview", bare=True):
    if overview.answer():
        tiles.tiles()
        overview.heading("insights")
        shown = overview.insights()
        for left, right in zip(shown[::2], [*shown[1::2], None], strict=False):
            for column, name in zip(columns(1, 1), (left, right), strict=True):
                if name:
                    with column:
                        card(name, half=True)
        overview.news()
        overview.fact_checks()
