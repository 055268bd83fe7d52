"""Labs: two to six of them side by side, then all of them in one table."""

from dashboard.page import card, page, scope_bar

with page("labs"):
    scope_bar("labs", "tasks", "measure")
    card("lab_adoption")
    card("lab_table")
    card("lab_since_release")
