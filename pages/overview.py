"""Overview: the headline chart with the answers beside it."""

from dashboard import overview
from dashboard.page import card, columns, page

with page("overview", title=overview.headline()):
    chart, answers = columns(3, 2)
    with chart:
        card("open_share")
    with answers:
        overview.answers()
    card("lab_adoption")
