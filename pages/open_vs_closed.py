"""Open vs closed: use of either side within each source, the gap in points, months and price, substitutes."""

from dashboard import substitution
from dashboard.page import card, columns, page, scope_bar

with page("open_vs_closed"):
    scope_bar("tasks", "threshold", "basis")
    card("open_share")
    left, right = columns(1, 1)
    with left:
        card("downloads_by_tier", half=True)
    with right:
        card("package_installs", half=True, controls=["installs"])
    left, right = columns(1, 1)
    with left:
        card("capability_gap", half=True)
    with right:
        card("gap_months", half=True)
    left, right = columns(1, 1)
    with left:
        card("price_gap", half=True, controls={"yardstick": "board"})
    with right:
        card("price_by_release", half=True)
    left, right = columns(1, 1)
    with left:
        card("releases_by_tier", half=True)
    with right:
        card("catalogue_share", half=True, controls=["country"])
    card("hybrid_labs")
    card("triangulation", controls=["since"])
    substitution.finder()
    card("small_frontier", controls={"yardstick": "small_board", "parameters": "parameters"})
    card("licence_mix")
    left, right = columns(1, 1)
    with left:
        card("open_share_definitions", half=True)
    with right:
        card("downloads_total", half=True)
    left, right = columns(1, 1)
    with left:
        card("downloads_by_month", half=True)
    with right:
        card("downloads_per_day", half=True)
