"""Method: tiers, flags, rules and exclusions, then every metric from the very file that computes it."""

from ouverture.dashboard.page import card, page
from ouverture.dashboard.screens import method

with page("method"):
    method.contents()
    method.tiers()
    method.flags()
    method.judged()
    card("run_rules")
    card("left_out")
    card("adjustment")
    method.licences()
    method.exclusions()
    method.metrics()
