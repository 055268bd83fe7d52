"""Concentration: how downloads are shared out, who leads and for how long, and how large the models are."""

from ouverture.dashboard.page import card, more, page, scope_bar, side_by_side

with page("concentration", answers=True) as head:
    scope_bar("tasks", "basis")
    card("concentration", controls=["unit"], head=head)
    with side_by_side():
        card("moat_half_life", half=True)
        card("turnover", half=True, controls={"unit": "turnover"})
    card("crossings")
    card("model_size")
    more("downloads_by_size", "likes_and_downloads", "downloads_by_library")
