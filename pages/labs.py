"""Labs: up to six of them side by side."""

from dashboard.page import card, page, scope_bar

with page("labs"):
    scope_bar("labs", "tasks", "measure")
    card("lab_adoption")
