"""Claims: sentences of the public debate, each tested on dated rows."""

from dashboard import claims
from dashboard.page import card, page

with page("claims"):
    claims.ledger()
    card("claims")
