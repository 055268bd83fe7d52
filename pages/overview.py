"""Overview: the headline chart with the answers beside it, then what changed, then who leads."""

from dashboard import overview
from dashboard.page import card, columns, page, scope_bar

with page("overview"):
    chart, answers = columns(3, 2)
    with chart:
        card("open_share", half=True)
    with answers:
        overview.answers()
    scope_bar("tasks", "threshold", "basis")
    overview.changes()
    risen, crossed = columns(1, 1)
    with risen:
        card("movers", half=True)
    with crossed:
        card("crossings", half=True)
        card("entrants", half=True)
    card("lab_adoption")
