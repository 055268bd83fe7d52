"""Method: tiers, flags, rules and exclusions, then every metric from the very file that computes it."""

from ouverture.dashboard.page import card, page
from ouverture.dashboard.screens import method

with page("method", views=("read", "numbers", "judged", "licences")) as head:
    match head.view:
        case "read":
            method.tiers()
            method.flags()
        case "numbers":
            method.metrics()
        case "judged":
            card("adjustment", head=head)
            card("left_out")
            card("run_rules")
            method.exclusions()
        case "licences":
            method.licences()
