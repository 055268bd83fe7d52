"""Lineage: whose work is downloaded, through whom, and what is not known of it."""

from dashboard import lineage
from dashboard.page import card, page, scope_bar

with page("lineage"):
    scope_bar("tasks", "basis")
    card("attribution", controls=["mode"])
    card("lineage_flow")
    lineage.family()
    card("intermediary_dependence")
    card("derivative_counts")
    card("lab_reach", controls=["mode"])
    card("missing_base")
