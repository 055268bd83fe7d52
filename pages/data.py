"""Data & health: the state of the sources and every run, what is held and what is not, how to take it away."""

from ouverture.dashboard.page import card, page
from ouverture.dashboard.screens import data

with page("data", views=("health", "held", "take")) as head:
    match head.view:
        case "health":
            data.health()
            card("run_history", head=head)
            data.sources()
            card("source_health")
            card("hub_growth")
        case "held":
            card("coverage", head=head)
            card("identity_unmatched")
            card("source_overlap")
            card("dictionary")
        case "take":
            data.take_away()
