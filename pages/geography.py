"""Geography: where the downloaded models come from under three rules, France and Europe, whose bases they rest on."""

from ouverture.dashboard.page import card, columns, page, scope_bar

with page("geography"):
    scope_bar("rule", "tasks", "basis")
    ranked, drawn = columns(2, 3)
    with ranked:
        card("country_share", half=True)
    with drawn:
        card("country_map", half=True)
    card("country_history")
    left, right = columns(1, 1)
    with left:
        card("france_europe", half=True)
    with right:
        card("europe_labs", half=True)
    card("country_open", controls=["threshold"])
    card("country_dependence")
