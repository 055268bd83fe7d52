"""Labs: one lab's profile, or up to six side by side, who climbs and who releases, then all of them in one table."""

from ouverture.dashboard.page import card, columns, page, scope_bar
from ouverture.dashboard.screens import labs

with page("labs"):
    if chosen := labs.chosen_lab():
        labs.profile(chosen)
    else:
        scope_bar("labs", "tasks", "basis", "measure")
        labs.chooser()
        card("lab_adoption")
        card("lab_since_release")
        card("movers")
        card("cohort_curves", controls={"size_class": "size"})
        left, right = columns(1, 1)
        with left:
            card("first_year", half=True, controls=["year"])
        with right:
            card("time_to_n", half=True, controls={"n": "n", "by": "cohort"})
        left, right = columns(1, 1)
        with left:
            card("momentum", half=True, controls=["least"])
        with right:
            card("pace", half=True, controls={"version": "ram"})
        card("rank_bump", controls=["rank_by", "days"])
        card("lab_releases")
        card("lab_table")
