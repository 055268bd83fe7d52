"""Data & health: what was read when, what is missing, and how to take it away."""

from dashboard import data_page
from dashboard.page import card, page

with page("data"):
    data_page.health()
    card("run_history")
    card("coverage")
    data_page.take_away()
