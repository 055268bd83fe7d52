"""Geography: where the downloaded models come from under three rules, France and Europe, whose bases they rest on."""

from ouverture.dashboard.page import card, more, page, scope_bar, side_by_side

with page("geography", answers=True) as head:
    scope_bar("rule", "tasks", "basis")
    card("country_share", head=head)
    card("country_history")
    with side_by_side():
        card("france_europe", half=True)
        card("europe_labs", half=True)
    card("country_dependence")
    more("country_map", "country_open", "country_leader_definitions")
