"""Labs: one lab's profile, or up to six side by side: head to head, over time, what they release."""

from ouverture.dashboard.page import card, page, scope_bar
from ouverture.dashboard.screens import labs

with page("labs", title=labs.title()):
    if chosen := labs.chosen_lab():
        labs.profile(chosen)
    else:
        scope_bar("labs", "tasks", "basis", "measure")
        if labs.head_to_head():
            card("lab_adoption")
            card("lab_releases")
            labs.by_age()
        labs.further()
