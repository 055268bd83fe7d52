"""Overview: answers first, the headline chart beside them, then what changed."""

from dashboard import overview
from dashboard.page import card, columns, page, scope_bar

with page("overview", title=overview.headline()):
    chart, answers = columns(3, 2)
    with chart:
        card("lab_adoption", measure="index")
    with answers:
        overview.answers()
    scope_bar("tasks", "threshold")
    movers, closed = columns(1, 1)
    with movers:
        card("movers")
    with closed:
        card("package_installs")
