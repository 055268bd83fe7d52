"""One chart on its own: where live, pinned and embedded links lead."""

from dashboard import single
from dashboard.page import page

with page("card", bare=True):
    single.show()
