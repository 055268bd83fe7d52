"""Openness: what part of what people download is open, what each lab opens, what one may do with it, who keeps word."""

from ouverture.dashboard.page import card, more, page, scope_bar, section
from ouverture.dashboard.screens import openness

with page("openness"):
    scope_bar("threshold", "tasks", "basis")
    card("adoption_weighted_openness", controls=["lab"])
    card("training_data")
    card("tier_by_lab")
    card("openness_matrix", controls=["family"])
    openness.may_i_use_it()
    more("openness_scores", "promises", "openness_drift")
    section("data_commons")
    openness.made_in_common()
    more("open_data_share", "models_naming_data", "dataset_top", "dataset_reuse")
