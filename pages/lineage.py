"""Lineage: whose work is downloaded, through whom, and what is not known of it."""

from dashboard import lineage
from dashboard.page import card, columns, page, scope_bar

with page("lineage"):
    scope_bar("tasks", "basis")
    card("attribution", controls=["mode"])
    card("lineage_flow")
    lineage.family()
    left, right = columns(1, 1)
    with left:
        card("intermediary_dependence", half=True)
    with right:
        card("derivative_counts", half=True)
    card("lab_reach", controls=["mode"])
    card("missing_base")
