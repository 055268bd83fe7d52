"""Claims: sentences of the public debate, tested on dated rows."""

from dashboard import claims
from dashboard.page import card, page

with page("claims"):
    claims.ledger()
    card("hub_growth")
    claims.published()
