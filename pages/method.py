"""Method: every metric's formula, limits and changes, from the files that compute them."""

from dashboard import method_page
from dashboard.page import page

with page("method"):
    method_page.contents()
