"""The Models page: what the Hub wrote is shown as text, and gone, renamed and unknown models are said in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ouverture.dashboard.navigation import page_named
from ouverture.dashboard.session import escape_markdown
from ouverture.dashboard.texts import LANGUAGES, text
from ouverture.metrics.reader import shared_reader
from ouverture.places import Places
from tests.app.conftest import SHELL, Visit
from tests.app.page import assert_well, cards, words
from tests.samples.tables import publish_tables

MARKUP = "evil/<img src=x onerror=alert(1)>"
FORMULA = "=HYPERLINK(1)/+1+1"
MARKDOWN = "evil/[click](javascript:alert(1)) **bold** $x$ :red[red]"
RIGHT_TO_LEFT = "evil/\u202egpj.exe"
HOSTILE = (MARKUP, FORMULA, MARKDOWN, RIGHT_TO_LEFT)
GONE, RENAMED, FORMER = "lab/gone", "zai-org/GLM-4", "THUDM/GLM-4"
MODELS = (*HOSTILE, GONE, RENAMED)
ANY = pytest.mark.parametrize("language", LANGUAGES)

Open = Callable[..., AppTest]


def _table(header: str, rows: list[str]) -> str:
    return "\n".join([header, *rows])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hostile names, one model that is gone and one that was renamed."""
    root = tmp_path_factory.mktemp("models")
    gone = {GONE: "2026-03-04"}
    numbered = list(enumerate(MODELS, start=1))
    tables = {
        "model": _table("model_key | model_id | licence_raw", [f"{key} | {name} | {MARKUP}" for key, name in numbered]),
        "model_alias": f"model_key | model_id\n{MODELS.index(RENAMED) + 1} | {FORMER}",
        "mart_name": _table(
            "name | model_key",
            [f"{name} | {key}" for key, name in numbered] + [f"{FORMER} | {MODELS.index(RENAMED) + 1}"],
        ),
        "mart_model": _table(
            "model_key | model_id | pipeline_tag | licence | downloads_30d | gone_on",
            [f"{key} | {name} | {MARKUP} | {FORMULA} | {key} | {gone.get(name, '')}" for key, name in numbered],
        ),
    }
    publish_tables(Places(root), tables)
    return root


@pytest.fixture
def opened(published: Path, own_state: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the page: ``opened("en", model="…")``."""
    monkeypatch.setenv("OUVERTURE_DATA", str(published))
    shared_reader.cache_clear()

    def go(language: str, **query: str) -> AppTest:
        app = AppTest.from_file(SHELL, default_timeout=120)
        app.query_params["lang"] = language
        app.run()
        app.switch_page(f"../../pages/{page_named('models').key}.py")
        app.query_params.clear()
        app.query_params.update({"lang": language, **query})
        app.run()
        assert_well(app, language)
        return app

    yield go
    shared_reader().close()
    shared_reader.cache_clear()


@ANY
def test_a_search_lists_hostile_names_as_they_are(opened: Open, language: str) -> None:
    assert set(opened(language).dataframe[0].value["model_id"]) == set(MODELS)
    assert list(opened(language, q="onerror").dataframe[0].value["model_id"]) == [MARKUP]


@ANY
@pytest.mark.parametrize("model", HOSTILE)
def test_a_profile_shows_hostile_text_as_text(opened: Open, language: str, model: str) -> None:
    app = opened(language, model=model)
    assert model in words(app)
    marked_down = [e.value for e in (*app.title, *app.header, *app.caption, *app.markdown, *app.info)]
    assert [title.value for title in app.title] == [escape_markdown(model)]
    assert text(language, "lead.models") not in words(app)
    assert not any(text_from_the_hub in value for value in marked_down for text_from_the_hub in HOSTILE)
    assert not any(markdown.allow_html for markdown in app.markdown)
    [link] = [e.proto.url for e in app.get("link_button") if e.proto.url.startswith("https://huggingface.co/")]
    assert link.isascii()
    assert not set("<>() \"'") & set(link)


@ANY
def test_a_former_name_opens_the_present_one(opened: Open, language: str) -> None:
    assert RENAMED in words(opened(language, model=FORMER))


@ANY
def test_a_model_that_is_gone_keeps_its_profile_and_says_since_when(opened: Open, language: str) -> None:
    said = words(opened(language, model=GONE))
    assert GONE in said
    assert text(language, "models.gone").split("{")[0].strip() in said


@ANY
@pytest.mark.parametrize("model", ["no/such", "<script>alert(1)</script>", "x" * 200, "../../etc/passwd", "'; DROP"])
def test_an_unknown_model_is_answered_in_words(opened: Open, language: str, model: str) -> None:
    said = words(opened(language, model=model))
    assert text(language, "models.unknown_model").split("{")[0].strip() in said


@ANY
def test_a_search_that_finds_nothing_says_what_to_do(opened: Open, language: str) -> None:
    assert text(language, "models.none") in words(opened(language, q="no such words"))
    assert words(opened(language, page="99999")).strip()


@ANY
def test_a_name_no_repository_can_have_is_refused_in_words(opened: Open, language: str) -> None:
    assert text(language, "state.bad_parameter").split("{")[0].strip() in words(opened(language, model="x" * 3000))


@ANY
@pytest.mark.parametrize("situation", ["reference"], indirect=True)
def test_a_profile_says_why_its_tier_where_it_stood_and_how_to_cite_it(visit: Visit, language: str) -> None:
    app = visit(page_named("models"), language, model="meta-llama/Llama-3.1-8B-Instruct")
    assert_well(app, language)
    said = words(app)
    assert text(language, "models.why_gated") in said
    assert "](https://huggingface.co/meta-llama/Llama-3.1-8B-Instruct)" in said
    assert text(language, "models.rank_in_list") in said  # its newest reading is a trending list
    assert "gated:manual" not in said
    assert {"model_history", "lab_evidence", "model_relatives"} <= cards(app)
    for waiting in ("relative_adoption", "model_changes"):  # they need live snapshots: one line for all
        assert shared_reader().catalogue[waiting].title.in_(language) in said
    assert any("/models?model=meta-llama" in code.value and "Ouverture" in code.value for code in app.code)
    app.button(key="to-base").click().run()
    assert "meta-llama/Llama-3.1-8B" in [title.value.replace("\\", "") for title in app.title]
