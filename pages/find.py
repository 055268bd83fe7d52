"""Find a model: an open one in place of a closed one, on the reader's machine and under its licence."""

from ouverture.dashboard.page import page
from ouverture.dashboard.screens import find

with page("find"):
    find.finder()
