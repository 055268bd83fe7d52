"""Openness: what part of what people download is open, what each lab opens, what one may do with it, who keeps word."""

from dashboard import openness
from dashboard.page import card, columns, page, scope_bar, section

with page("openness"):
    scope_bar("threshold", "tasks", "basis")
    left, right = columns(1, 1)
    with left:
        card("adoption_weighted_openness", half=True)
    with right:
        card("training_data", half=True)
    card("tier_by_lab")
    openness.matrix()
    openness.may_i_use_it()
    card("openness_scores")
    card("promises")
    card("openness_drift")
    section("data_commons")
    left, right = columns(1, 1)
    with left:
        card("open_data_share", half=True)
    with right:
        card("models_naming_data", half=True)
    card("dataset_top")
    card("dataset_reuse")
