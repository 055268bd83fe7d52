"""Openness: what part of what people download is open, what each lab opens, what one may do with it, who keeps word."""

from ouverture.dashboard.page import card, columns, page, scope_bar, section
from ouverture.dashboard.screens import openness

with page("openness"):
    scope_bar("threshold", "tasks", "basis")
    card("adoption_weighted_openness", controls=["lab"])
    card("training_data")
    card("tier_by_lab")
    card("openness_matrix", controls=["family"])
    openness.may_i_use_it()
    card("openness_scores")
    card("promises")
    card("openness_drift", controls=["field"])
    section("data_commons")
    openness.made_in_common()
    left, right = columns(1, 1)
    with left:
        card("open_data_share", half=True)
    with right:
        card("models_naming_data", half=True)
    card("dataset_top", controls={"by": "top"})
    card("dataset_reuse", controls={"by": "reuse"})
