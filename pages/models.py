"""Models: search them all; open one for its identity, readings, changes and relatives."""

from dashboard import models
from dashboard.page import page

with page("models"):
    if chosen := models.chosen():
        models.profile(chosen)
    else:
        models.search()
