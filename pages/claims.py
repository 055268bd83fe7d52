"""Claims: sentences of the public debate, each tested on dated rows."""

from ouverture.dashboard.page import card, page
from ouverture.dashboard.screens import claims

with page("claims"):
    claims.ledger()
    card("claims")
