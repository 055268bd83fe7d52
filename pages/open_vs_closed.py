"""Open vs closed: use of either side within each source, the gap in points, months and price, releases, substitutes."""

from ouverture.dashboard import yardsticks
from ouverture.dashboard.page import card, more, page, scope_bar, side_by_side
from ouverture.dashboard.screens import substitution

with page("open_vs_closed", views=("use", "capability", "price", "releases", "checks")) as head:
    match head.view:
        case "use":
            scope_bar("tasks", "threshold", "basis")
            card("open_share", head=head)
            with side_by_side():
                card("routed_open_share", half=True)
                card("package_installs", half=True, controls=["installs", "counted_by"])
            with side_by_side():
                card("routed_labs", half=True)
                card("routed_countries", half=True)
        case "capability":
            yardstick = yardsticks.chooser()
            card("capability_gap", yardstick=yardstick, head=head)
            card("gap_months", yardstick=yardstick)
            substitution.finder(yardstick)
            card("small_frontier", yardstick=yardstick, controls=["parameters"])
        case "price":
            yardstick = yardsticks.chooser()
            with side_by_side():
                card("price_gap", half=True, yardstick=yardstick, head=head)
                card("price_by_release", half=True)
            card("price_gap_history", yardstick=yardstick)
        case "releases":
            scope_bar("tasks", "threshold")
            with side_by_side():
                card("releases_by_tier", half=True, head=head)
                card("catalogue_share", half=True, controls=["country"])
            card("hybrid_labs")
            card("catalogue_providers")
            card("catalogue_conflicts")
        case "checks":
            scope_bar("tasks", "threshold", "basis")
            card("open_share_definitions", head=head)
            with side_by_side():
                card("downloads_by_tier", half=True)
                card("licence_mix", half=True)
            card("triangulation", controls=["since"])
            more("downloads_total")
