"""Concentration: how downloads are shared out, who leads and for how long, and how large the models are."""

from ouverture.dashboard.page import card, page, scope_bar, side_by_side

with page("concentration", answers=True) as head:
    scope_bar("tasks", "basis")
    card("concentration", controls=["unit"], head=head)
    with side_by_side():
        card("moat_half_life", half=True)
        card("turnover", half=True, controls={"unit": "turnover"})
    card("crossings")
    with side_by_side():
        card("likes_and_downloads", half=True)
        card("downloads_by_library", half=True)
    card("model_size")
