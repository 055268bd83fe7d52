"""Lineage: whose work is downloaded, through whom, and what is not known of it."""

from ouverture.dashboard.page import card, more, page, scope_bar
from ouverture.dashboard.screens import lineage

with page("lineage"):
    scope_bar("tasks", "basis")
    card("attribution", controls=["mode"])
    lineage.family()
    card("intermediary_dependence")
    card("lab_reach", controls=["mode"])
    card("missing_base")
    more("lineage_flow", "derivative_counts")
