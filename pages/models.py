"""Models: search them all; open one for its identity, readings, changes and relatives."""

from ouverture.dashboard.page import page
from ouverture.dashboard.screens import models

with page("models", title=models.title()):
    if chosen := models.chosen_model():
        models.profile(chosen)
    else:
        models.search()
