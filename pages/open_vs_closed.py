"""Open vs closed: what people download on either side of the line the reader draws."""

from dashboard.page import card, columns, page, scope_bar

with page("open_vs_closed"):
    scope_bar("tasks", "threshold", "basis")
    card("open_share")
    sure, listed = columns(1, 1)
    with sure:
        card("open_share_definitions", half=True)
    with listed:
        card("downloads_total", half=True)
    left, right = columns(1, 1)
    with left:
        card("downloads_by_tier", half=True)
    with right:
        card("releases_by_tier", half=True)
    card("package_installs")
    card("licence_mix")
    monthly, daily = columns(1, 1)
    with monthly:
        card("downloads_by_month", half=True)
    with daily:
        card("downloads_per_day", half=True)
