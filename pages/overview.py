"""Overview: one answer, its witnesses and ways of counting, three figures; then claims with their charts."""

from ouverture.dashboard.page import card, page, side_by_side
from ouverture.dashboard.screens import leaders, overview, tiles

with page("overview", bare=True):
    if overview.answer():
        tiles.tiles()
        if insights := overview.insights():
            overview.heading("insights")
        for pair in insights:
            with side_by_side():
                for name in pair:
                    card(name, half=True)
        leaders.leaders(overview.rankings())
        overview.news()
        overview.fact_checks()
