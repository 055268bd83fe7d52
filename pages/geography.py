"""Geography: where the downloaded models come from under three rules, France and Europe, whose bases they rest on."""

from ouverture.dashboard.page import card, columns, more, page, scope_bar

with page("geography", answers=True) as head:
    scope_bar("rule", "tasks", "basis")
    card("country_share", head=head)
    card("country_history")
    left, right = columns(1, 1)
    with left:
        card("france_europe", half=True)
    with right:
        card("europe_labs", half=True)
    card("country_dependence")
    more("country_map", "country_open", "country_leader_definitions")
