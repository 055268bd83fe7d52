"""Open vs closed: what people download, install and publish on either side."""

from dashboard.page import card, columns, page, scope_bar

with page("open_vs_closed"):
    scope_bar("tasks", "threshold")
    card("open_share")
    card("downloads_by_tier")
    card("package_installs")
    left, right = columns()
    with left:
        card("releases_by_tier")
    with right:
        card("licence_mix")
