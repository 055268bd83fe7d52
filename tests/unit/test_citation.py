"""Sentences to quote and entries for reference managers, on the sample build."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ouverture.dashboard.caveat import caveat_of
from ouverture.dashboard.share import embed_code
from ouverture.metrics.catalogue import own_catalogue
from ouverture.metrics.citation import bibtex, csl_json, quotation
from ouverture.metrics.reader import Reader
from ouverture.metrics.result import Result
from ouverture.places import Places
from tests.samples.warehouse import publish_sample

ADDRESS = "https://observatory.example/card?metric=open_share&build=20250907-0000abcd"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Result]:
    places = Places(tmp_path_factory.mktemp("cited"))
    publish_sample(places)
    reader = Reader(places, own_catalogue())
    yield reader.run("open_share", {"tasks": "all"})
    reader.close()


@pytest.mark.parametrize(("language", "day"), [("en", "7 September 2025"), ("fr", "7 septembre 2025")])
def test_a_quotation_has_the_finding_its_day_its_caveat_and_its_source(result: Result, language: str, day: str) -> None:
    caveat = caveat_of(result, language)
    said = quotation(result, caveat, language, ADDRESS)
    assert said.startswith(result.headline(language))
    assert day in said
    assert caveat
    assert caveat in said
    assert "OSIR-LMTS" in said
    assert said.endswith(ADDRESS)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_reference_managers_can_read_the_entries(result: Result, language: str) -> None:
    (entry,) = json.loads(csl_json(result, language, ADDRESS))
    assert entry["title"] == result.metric.title.in_(language)
    assert entry["issued"] == {"date-parts": [[2026, 11, 24]]}
    assert entry["URL"] == ADDRESS
    assert entry["language"] == language
    tex = bibtex(result, language, ADDRESS)
    assert tex.startswith("@misc{ouverture-open_share-20250907-0000abcd,")
    assert tex.count("{") == tex.count("}")
    assert f"url = {{{ADDRESS}}}" in tex
    assert re.search(r"note = \{.*open\\_share", tex), "what TeX would take for its own is escaped"


def test_an_embed_escapes_what_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUVERTURE_URL", "https://observatory.example")
    code = embed_code(ADDRESS, 'Open "weights" <38%>')
    assert 'title="Open &quot;weights&quot; &lt;38%&gt;"' in code
    assert "&amp;build=20250907-0000abcd&amp;embed=true" in code
    assert 'src="https://observatory.example/embed.js"' in code
    script = (Path(__file__).parents[2] / "ouverture" / "web" / "embed.js").read_text(encoding="utf-8")
    assert "iframe[data-ouverture]" in script
