"""What changed: ranks, entrants, terms, prices, verdicts and figures between two dates, each with its proof."""

from ouverture.dashboard.page import page
from ouverture.dashboard.screens import changes

with page("changes", bare=True):
    changes.show()
