"""Models: search all of them; open one for its identity and readings."""

from dashboard import models
from dashboard.page import page

with page("models"):
    if models.chosen():
        models.profile()
    else:
        models.search()
