"""Data & health: the state of the sources, every run, what is held, and how to take it away."""

from ouverture.dashboard.page import card, page
from ouverture.dashboard.screens import data

with page("data"):
    data.health()
    card("run_history")
    card("coverage")
    card("source_health")
    card("identity_unmatched")
    card("source_overlap")
    card("hub_growth")
    data.take_away()
    card("dictionary")
