"""Overview: one answer, its witnesses and ways of counting, three figures; then claims with their charts."""

from ouverture.dashboard.page import card, columns, page
from ouverture.dashboard.screens import overview, tiles

with page("overview", bare=True):
    if overview.answer():
        tiles.tiles()
        if insights := overview.insights():
            overview.heading("insights")
        for pair in insights:
            for column, name in zip(columns(1, 1), pair, strict=False):
                with column:
                    card(name, half=True)
        overview.news()
        overview.fact_checks()
