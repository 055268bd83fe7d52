"""Labs: up to six of them side by side, who climbs and who releases, then all of them in one table."""

from dashboard.page import card, columns, page, scope_bar

with page("labs"):
    scope_bar("labs", "tasks", "basis", "measure")
    card("lab_adoption")
    left, right = columns(1, 1)
    with left:
        card("lab_since_release", half=True)
    with right:
        card("movers", half=True)
    card("cohort_curves")
    left, right = columns(1, 1)
    with left:
        card("first_year", half=True)
    with right:
        card("time_to_n", half=True)
    left, right = columns(1, 1)
    with left:
        card("momentum", half=True)
    with right:
        card("pace", half=True)
    card("rank_bump")
    card("lab_releases")
    card("lab_table")
