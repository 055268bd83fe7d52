"""Concentration: how downloads are shared out, who leads and for how long, and how large the models are."""

from ouverture.dashboard.page import card, columns, page, scope_bar

with page("concentration", answers=True) as head:
    scope_bar("tasks", "basis")
    card("concentration", controls=["unit"], head=head)
    left, right = columns(1, 1)
    with left:
        card("moat_half_life", half=True)
    with right:
        card("turnover", half=True, controls={"unit": "turnover"})
    card("crossings")
    left, right = columns(1, 1)
    with left:
        card("likes_and_downloads", half=True)
    with right:
        card("downloads_by_library", half=True)
    card("model_size")
