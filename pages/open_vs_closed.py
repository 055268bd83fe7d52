"""Open vs closed: what people download on either side of the line the reader draws."""

from dashboard.page import card, page, scope_bar

with page("open_vs_closed"):
    scope_bar("tasks", "threshold")
    card("open_share")
    card("downloads_by_tier")
