"""All charts: small pictures with search, each leading to its own page."""

from ouverture.dashboard.page import page
from ouverture.dashboard.screens import charts

with page("charts"):
    charts.gallery()
