"""The Lineage page's own piece: one family, chosen from those that have derivatives, and all that descends from it."""

from __future__ import annotations

from ouverture.dashboard.card import card
from ouverture.dashboard.page import section, side_by_side


def family() -> None:
    """Families and their derivatives with the choice of one; of that one its lab's part and its other publishers."""
    section("one_family")
    tree = card("family_tree", controls=["family"])
    chosen = tree.parameters["family"] if tree is not None else None
    if chosen is None:
        return
    with side_by_side():
        card("family_modes", half=True, family=chosen)
        card("family_publishers", half=True, family=chosen)
