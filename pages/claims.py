"""Claims: sentences of the public debate, each tested on dated rows."""

from ouverture.dashboard.page import page
from ouverture.dashboard.screens import claims

with page("claims", bare=True):
    claims.ledger()
