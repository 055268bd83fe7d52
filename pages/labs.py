"""Labs: one lab's profile, or up to six side by side: who leads, head to head, what they release."""

from ouverture.dashboard.page import card, page, scope_bar
from ouverture.dashboard.screens import labs

chosen = labs.chosen_lab()
with page("labs", title=labs.title(), answers=not chosen) as head:
    if chosen:
        labs.profile(chosen)
    else:
        scope_bar("labs", "tasks", "basis", "measure")
        if labs.head_to_head(head):
            card("lab_releases")
            labs.by_age()
        labs.further()
