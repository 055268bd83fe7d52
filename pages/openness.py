"""Openness: how open what people download is, what each lab opens, what one may do with it."""

from ouverture.dashboard.page import card, more, page, scope_bar, section
from ouverture.dashboard.screens import openness

with page("openness", views=("degrees", "opened", "allowed"), opens=openness.OPENS) as head:
    match head.view:
        case "degrees":
            scope_bar("threshold", "tasks", "basis")
            card("adoption_weighted_openness", controls=["lab"], head=head)
            card("tier_by_lab")
            more("openness_scores", "openness_drift")
        case "opened":
            scope_bar("tasks", "basis")
            card("openness_matrix", controls=["family"], head=head)
            card("training_data")
            more("promises")
            section("data_commons")
            openness.made_in_common()
            more("open_data_share", "models_naming_data", "dataset_top", "dataset_reuse")
        case "allowed":
            scope_bar("tasks")
            openness.may_i_use_it(head)
