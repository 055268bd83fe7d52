"""Lineage: whose work is downloaded, through whom, and what is not known of it."""

from ouverture.dashboard.page import card, more, page, scope_bar
from ouverture.dashboard.screens import lineage

with page("lineage", answers=True) as head:
    scope_bar("tasks", "basis")
    card("attribution", controls=["mode"], head=head)
    lineage.family()
    card("intermediary_dependence")
    card("missing_base")
    more("gguf_by_family", "lab_reach", "lineage_flow", "derivatives_on_hub", "derivative_counts")
