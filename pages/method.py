"""Method: tiers, flags, rules and exclusions, then every metric from the very file that computes it."""

from dashboard import method_page
from dashboard.page import card, page

with page("method"):
    method_page.contents()
    method_page.tiers()
    method_page.flags()
    method_page.judged()
    card("run_rules")
    card("left_out")
    card("adjustment")
    method_page.licences()
    method_page.exclusions()
    method_page.metrics()
