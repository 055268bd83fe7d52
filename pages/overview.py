"""Overview: the headline chart and the answers, whether open gains by each witness, what changed, who leads."""

from ouverture.dashboard.page import card, columns, page, scope_bar
from ouverture.dashboard.screens import claims, overview

with page("overview"):
    scope_bar("tasks", "threshold", "basis")
    chart, answers = columns(5, 4)
    with chart:
        card("open_share", half=True)
    with answers:
        overview.answers()
    claims.verdict("open-gains")
    overview.changes()
    card("movers")
    left, right = columns(1, 1)
    with left:
        card("crossings", half=True, interval="last")
    with right:
        card("entrants", half=True)
    card("lab_adoption")
