"""Data & health: the state of the sources, and how to take the data away."""

from dashboard import data_page
from dashboard.page import page

with page("data"):
    data_page.health()
    data_page.take_away()
