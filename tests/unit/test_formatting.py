"""How values are written in English and French: the sentences are the product."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ouverture.formatting import FORMATS, formatted, plain, sentence, template_faults, typographic

NARROW, SPACE, MINUS = "\u202f", "\u00a0", "\u2212"


@pytest.mark.parametrize(
    ("value", "spec", "en", "fr"),
    [
        (786_123_456, "compact", "786M", f"786{SPACE}M"),
        (999_999, "compact", "1M", f"1{SPACE}M"),
        (1_049, "compact", "1K", f"1{SPACE}k"),
        (1_500, "compact", "1.5K", f"1,5{SPACE}k"),
        (999, "compact", "999", "999"),
        (0, "compact", "0", "0"),
        (-2_500_000, "compact", f"{MINUS}2.5M", f"{MINUS}2,5{SPACE}M"),
        (3_000_000_000, "compact", "3B", f"3{SPACE}Md"),
        (1_234_567, "integer", "1,234,567", f"1{NARROW}234{NARROW}567"),
        (-12, "integer", f"{MINUS}12", f"{MINUS}12"),
        ("7-30B", "size", "7–30B", f"7–30{SPACE}Md"),
        (">=100B", "size", f"≥{SPACE}100B", f"≥{SPACE}100{SPACE}Md"),
        (3.14159, "decimal", "3.14", "3,14"),
        (2137.26, "decimal", "2,137.3", f"2{NARROW}137,3"),
        (0.525, "decimal", "0.53", "0,53"),  # half goes up
        (0.5249999999999999, "decimal", "0.53", "0,53"),  # the same, as a median of prices gives it
        (0.78, "percent", "78%", f"78{NARROW}%"),
        (0.034, "percent", "3.4%", f"3,4{NARROW}%"),
        (0.0, "percent", "0%", f"0{NARROW}%"),
        (1.0, "percent", "100%", f"100{NARROW}%"),
        (0.996, "percent", "99.6%", f"99,6{NARROW}%"),  # never rounded up to all of it
        (0.99999, "percent", ">99.9%", f">{NARROW}99,9{NARROW}%"),
        (0.00001, "percent", "<0.1%", f"<{NARROW}0,1{NARROW}%"),  # nor down to none of it
        (4.0, "percent", "400%", f"400{NARROW}%"),
        (12.5, "percent", "1,250%", f"1{NARROW}250{NARROW}%"),
        (0.12, "signed_percent", "+12%", f"+12{NARROW}%"),
        (-0.034, "signed_percent", f"{MINUS}3.4%", f"{MINUS}3,4{NARROW}%"),
        (0.0, "signed_percent", "0%", f"0{NARROW}%"),
        (date(2025, 9, 7), "date", "7 September 2025", "7 septembre 2025"),
        (date(2025, 8, 1), "date", "1 August 2025", "1er août 2025"),
        (datetime(2025, 9, 7, 4, 0), "date", "7 September 2025", "7 septembre 2025"),  # noqa: DTZ001
        (date(2025, 2, 1), "month", "February 2025", "février 2025"),
        ("google/gemma-3", "text", "google/gemma-3", "google/gemma-3"),
        ("a\u202eb\x00c", "text", "abc", "abc"),
        (["a", "b", "c"], "text", "a, b and c", "a, b et c"),
        (["a"], "text", "a", "a"),
        ([], "text", "", ""),
        (2, "tier", "open weights", "poids ouverts"),
        (None, "tier", "unknown openness", "ouverture inconnue"),
        ("mistral", "lab", "Mistral AI", "Mistral AI"),
        ("nobody", "lab", "nobody", "nobody"),
        (["mistral", None], "lab", "Mistral AI and unaffiliated", "Mistral AI et sans laboratoire"),
        (None, "lab", "unaffiliated", "sans laboratoire"),
        ("US", "country", "United States", "États-Unis"),
        (["CN", "FR"], "country", "China and France", "Chine et France"),
        (None, "country", "unknown", "inconnu"),
        (None, "percent", "unknown", "inconnu"),
    ],
)
def test_a_value_is_written_as_each_language_writes_it(value: Any, spec: str, en: str, fr: str) -> None:
    names = {"mistral": "Mistral AI"}
    assert formatted(value, spec, "en", names) == en
    assert formatted(value, spec, "fr", names) == fr


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (0.5, "0.5", "0,5"), (30, "30", "30"), (2024, "2024", "2024"), (20_000, "20,000", f"20{NARROW}000"),
        (-1, f"{MINUS}1", f"{MINUS}1"), (True, "true", "true"), ([1, 2.5], "1, 2.5", "1, 2,5"), ("x", "x", "x"),
    ],
)  # fmt: skip
def test_a_constant_is_quoted_in_full(value: Any, en: str, fr: str) -> None:
    assert (plain(value, "en"), plain(value, "fr")) == (en, fr)


def test_french_spacing() -> None:
    assert typographic("Qui mène ? Le code : « oui » ; 5 % ! à 10:30, https://x", "fr") == (
        f"Qui mène{NARROW}? Le code{SPACE}: «{SPACE}oui{SPACE}»{NARROW}; 5{NARROW}%{NARROW}! à 10:30, https://x"
    )
    assert typographic("Who leads ?", "en") == "Who leads ?"


def test_a_sentence_takes_its_values() -> None:
    values = {"lab": "mistral", "share": 0.5, "n": 3}
    template = "{lab|lab}: {share|percent} in {n} readings"
    assert sentence(template, values, "en", {"mistral": "Mistral AI"}) == "Mistral AI: 50% in 3 readings"
    with pytest.raises(KeyError):
        sentence("{other|percent}", values, "en")


def test_a_million_takes_de_in_french_and_a_thousand_does_not() -> None:
    template = "{a|compact} téléchargements, {b|compact} installations, {c|compact} jetons, {a|compact} en tout"
    values = {"a": 4_300_000, "b": 2_000_000_000, "c": 9_000}
    assert sentence(template, values, "fr") == (
        f"4,3{SPACE}M de téléchargements, 2{SPACE}Md d'installations, 9{SPACE}k jetons, 4,3{SPACE}M en tout"
    )


def test_a_month_that_begins_with_a_vowel_takes_d_apostrophe() -> None:
    days = {"a": date(2026, 8, 1), "b": date(2026, 9, 1)}
    assert sentence("De {a|month} et de {b|month}", days, "fr") == "D'août 2026 et de septembre 2026"


def test_a_part_in_brackets_is_left_out_where_it_says_nothing() -> None:
    template = "As listed.[ Joined since: {n|integer}.][ Abroad: {share|percent}.]"
    assert sentence(template, {"n": 3, "share": 0.5}, "en") == "As listed. Joined since: 3. Abroad: 50%."
    assert sentence(template, {"n": 0, "share": 0.0}, "en") == "As listed. Abroad: 0%."
    assert sentence(template, {"n": None, "share": None}, "en") == "As listed."
    assert sentence("{name|text}", {"name": "[a]"}, "en") == "[a]"


def test_hostile_text_is_written_not_interpreted() -> None:
    assert sentence("{name|text} leads", {"name": "{share|percent}"}, "en") == "{share|percent} leads"


def test_placeholders_are_checked() -> None:
    assert template_faults("{a|percent} and {b}") == []
    assert "unknown format in {a|percentage}" in template_faults("{a|percentage}")[0]
    assert template_faults("{a b}") == ["{a b} is not {value} or {value|format}"]
    assert template_faults("one[ and {a|integer}]") == []
    assert template_faults("one[ and {a|integer}") == ["a [ or ] without its other half"]
    assert template_faults("one[ and two]") == ["[ and two] quotes no value to depend on"]


@given(st.floats(-1e15, 1e15), st.sampled_from(["compact", "integer", "decimal", "percent", "signed_percent"]))
def test_numbers_have_a_text_in_both_languages_and_keep_their_sign(value: float, spec: str) -> None:
    for locale in ("en", "fr"):
        text = formatted(value, spec, locale)
        digits = [character for character in text if character in "123456789"]
        assert "-" not in text
        if digits and spec != "percent":
            assert text.startswith(MINUS) == (value < 0)


@given(st.floats(0, 1))
def test_a_share_is_never_all_or_nothing_by_rounding(value: float) -> None:
    assert (formatted(value, "percent", "en") == "0%") == (value == 0)
    assert (formatted(value, "percent", "en") == "100%") == (value == 1)


def test_every_format_knows_what_to_do_without_a_value() -> None:
    assert all(formatted(None, spec, locale) for spec in FORMATS for locale in ("en", "fr"))
