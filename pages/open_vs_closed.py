"""Open vs closed: what people download on either side of the line the reader draws."""

from dashboard.page import card, columns, page, scope_bar

with page("open_vs_closed"):
    scope_bar("tasks", "threshold", "basis")
    card("open_share")
    left, right = columns(1, 1)
    with left:
        card("downloads_by_tier", half=True)
    with right:
        card("releases_by_tier", half=True)
    card("licence_mix")
