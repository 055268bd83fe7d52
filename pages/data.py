"""Data & health: the state of the sources, every run, what is held, and how to take it away."""

from dashboard import data_page
from dashboard.page import card, page

with page("data"):
    data_page.health()
    card("run_history")
    card("coverage")
    card("source_health")
    card("identity_unmatched")
    card("source_overlap")
    card("hub_growth")
    data_page.take_away()
    card("dictionary")
