"""What is made once for many visitors is made again for those who stand elsewhere."""

from __future__ import annotations

from ouverture.dashboard.session import Arrival, arriving, standing


def test_what_is_kept_goes_by_language_server_and_scope() -> None:
    """A link made for a visitor who came by one address is none for who came by another."""
    found = set()
    for arrival in (
        Arrival("en", {}, "http://one"),
        Arrival("en", {}, "http://two"),
        Arrival("fr", {}, "http://one"),
        Arrival("en", {"tasks": ["all"]}, "http://one"),
        Arrival("en", {"build": ["20261124-00000000"]}, "http://one"),
    ):
        with arriving(arrival):
            found.add(standing())
    assert len(found) == 5
