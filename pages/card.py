"""One chart on its own: where live, pinned and embedded links lead."""

from ouverture.dashboard.page import page
from ouverture.dashboard.screens import card

with page("card", bare=True):
    card.show()
