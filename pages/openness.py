"""Openness: what part of what people download is open, what each lab opens, and where one sees it."""

from dashboard.page import card, columns, page, scope_bar

with page("openness"):
    scope_bar("threshold", "tasks", "basis")
    left, right = columns(1, 1)
    with left:
        card("adoption_weighted_openness", half=True)
    with right:
        card("training_data", half=True)
    card("tier_by_lab")
    card("openness_matrix")
