"""The one line under a chart: whole sentences, at most 140 characters, for every metric in both languages."""

from __future__ import annotations

import pytest

from ouverture.dashboard.caveat import MOST, caveat_html, caveat_of, opening
from ouverture.metrics.reader import Reader


def test_as_many_whole_sentences_as_fit_and_never_a_part_of_one() -> None:
    assert opening("One. Two.") == "One. Two."
    long = "X" * 120 + "."
    assert opening(f"Of 1.5 million, 3 % are open. {long}") == "Of 1.5 million, 3 % are open."
    assert opening(f"{'X' * 141}. Short.") == ""
    assert opening("") == ""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_metric_s_line_fits_and_is_whole(panel_reader: Reader, language: str) -> None:
    for metric in panel_reader.catalogue.values():
        if metric.required:
            continue
        result = panel_reader.run(metric.name)
        line = caveat_of(result, language)
        assert len(line) <= MOST, metric.name
        said = result.note(language) or ""
        assert not line or said.startswith(line) or line in metric.limits.in_(language), metric.name
        assert not line or line.endswith((".", "!", "?", "…", ")", "»", "”")), (metric.name, line)


def test_names_in_it_are_text_and_not_markup() -> None:
    shown = caveat_html("<b>model</b>", ["whole"], "more", "less")
    assert "<b>" not in shown
    assert "<details>" in shown
    assert "<details>" not in caveat_html("line", [], "more", "less")
    assert caveat_html("ask `a<b`.", [], "", "") == '<div class="ouv-caveat">ask <code>a&lt;b</code>.</div>'
