"""What the front page answers: each witness by hand, and every mixture of them as one sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ouverture.dashboard.texts import LANGUAGES, text
from ouverture.dashboard.witnesses import Says, Witness, answer, hub, installs, router, weighed
from ouverture.metrics.result import Finding


def found(case: str, **values: Any) -> Finding:
    return Finding(case, values, date(2026, 10, 9), "medium")


def ways(rises: int, falls: int, flats: int) -> Finding:
    return found("rises", rises=rises, falls=falls, flats=flats)


def test_a_router_speaks_only_where_its_bounds_do_not_overlap() -> None:
    before = {"low_before": 0.21, "high_before": 0.25}
    assert router(found("days", low=0.59, high=0.76, **before), None) == Says("yes")
    assert router(found("days", low=0.10, high=0.20, **before), None) == Says("no")
    assert router(found("days", low=0.24, high=0.40, **before), None) == Says("unclear")
    assert router(found("days", low=0.25, high=0.40, **before), None) == Says(
        "unclear"
    )  # no more than it may have been
    assert router(found("one_day", low=0.59, high=0.76), None) is None
    assert router(None, None) is None


def test_the_hub_says_what_more_than_half_of_the_ways_say() -> None:
    assert hub(None, ways(5, 5, 6)) == Says("depends", 6, 16)
    assert hub(None, ways(8, 4, 4)) == Says("depends", 8, 16)  # half is not most
    assert hub(None, ways(9, 3, 4)) == Says("yes", 9, 16)
    assert hub(None, ways(0, 16, 0)) == Says("no", 16, 16)
    assert hub(None, ways(1, 0, 11)) == Says("level", 11, 12)
    assert hub(None, None) is None
    assert hub(None, ways(0, 0, 0)) is None


def test_installs_say_which_side_grew_more_by_most_ways() -> None:
    curve = found("closed", holds_in=9, definitions=12)
    assert installs(found("closed"), curve) == Says("closed", 9, 12)
    # the sum over the newest lists says closed, 3 of 12 ways agree: the other 9 have open grow more
    assert installs(found("closed"), found("closed", holds_in=3, definitions=12)) == Says("open", 9, 12)
    assert installs(found("open"), found("open", holds_in=6, definitions=12)) == Says("depends", 6, 12)
    assert installs(found("open"), None) == Says("open")
    assert installs(found("thin"), curve) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_holds_a_sentence_for_each_verdict_and_none_for_the_silent(language: str) -> None:
    silent = Witness("router", None, None, None)
    assert answer([silent], language) == text(language, "front.cannot_say")
    for key, verdicts in (
        ("router", ("yes", "no", "unclear")),
        ("hub", ("yes", "no", "level", "depends")),
        ("installs", ("open", "closed", "depends")),
    ):
        for verdict in verdicts:
            told = answer([silent, Witness(key, None, None, Says(verdict))], language)
            assert told == text(language, f"front.where_{key}", verdict=text(language, f"front.says_{verdict}"))
    hedged = answer([Witness("hub", None, None, Says("yes", 9, 16))], language)
    assert hedged == text(language, "front.where_hub", verdict=text(language, "front.says_yes_most"))
    undecided = answer([Witness("hub", None, None, Says("depends", 6, 16))], language)
    assert undecided == text(language, "front.where_hub", verdict=text(language, "front.says_depends"))


def test_the_panel_reads_as_one_sentence() -> None:
    said = [
        Witness("router", None, None, Says("yes")),
        Witness("hub", None, None, weighed({"yes": 5, "no": 5, "level": 6})),
        Witness("installs", None, None, weighed({"closed": 9, "open": 3})),
    ]
    assert answer(said, "en") == (
        "On one large router, yes. On the Hub, it depends how you count. In installs, closed mostly grew more."
    )
