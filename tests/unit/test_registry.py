"""The registry as it is committed, and what its loader refuses."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import validate

from ouverture.places import REGISTRY
from ouverture.registry import COMPONENTS, RegistryError, load_registry, registry_tables
from ouverture.registry.records import FamilyEvidence
from tests.architecture.json_schemas import json_schemas

registry = load_registry()

# The Hub's own list of licence identifiers: https://huggingface.co/docs/hub/repositories-licenses
HUB_LICENCES = """
apache-2.0 mit openrail bigscience-openrail-m creativeml-openrail-m bigscience-bloom-rail-1.0 bigcode-openrail-m afl-3.0
artistic-2.0 bsl-1.0 bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear c-uda cc cc0-1.0 cc-by-2.0 cc-by-2.5 cc-by-3.0
cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0
cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cdla-sharing-1.0 cdla-permissive-1.0 cdla-permissive-2.0 wtfpl ecl-2.0
epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 agpl-3.0 gfdl gpl gpl-2.0 gpl-3.0 lgpl lgpl-2.1 lgpl-3.0 isc lppl-1.3c ms-pl mpl-2.0
odc-by odbl openrail++ osl-3.0 postgresql ofl-1.1 ncsa unlicense zlib pddl lgpl-lr deepfloyd-if-license llama2 llama3
llama3.1 llama3.2 llama3.3 llama4 gemma unknown other
""".split()  # noqa: SIM905 - a list as one reads it on the Hub


@pytest.mark.parametrize("key", HUB_LICENCES)
def test_every_licence_of_the_hub_has_its_row(key: str) -> None:
    assert key in registry.licences


@pytest.mark.parametrize("key", sorted(registry.licences))
def test_each_licence_is_judged(key: str) -> None:
    licence = registry.licences[key]
    if key in ("unknown", "other", "cc"):  # these keys say too little
        assert licence.tier is None
        return
    assert licence.tier is not None
    assert licence.osi_approved is not None
    if licence.osi_approved:
        assert (licence.tier, licence.commercial_use) == (2, True)
    if licence.tier == 2:
        assert licence.limits_en is None, "tier 2 limits nobody"
        assert licence.commercial_use
    assert (licence.limits_en is None) == (licence.limits_fr is None)


def test_limits_of_the_terms_that_the_debate_is_about() -> None:
    limits = {
        row["licence"]: (row["max_monthly_users"], row["no_eu"], row["train_other_models"])
        for row in registry_tables(registry)["licence"]
    }
    assert limits["apache-2.0"] == (None, False, True)
    assert limits["llama2"] == (700_000_000, None, False)
    assert limits["llama3.1"] == (700_000_000, None, True)
    assert limits["llama4"] == (700_000_000, True, True)
    assert limits["gemma"] == (None, False, True)
    assert "Llama in their name" in (registry.licences["llama4"].limits_en or "")
    assert limits["qwen"] == (100_000_000, None, True)
    assert limits["tencent-hunyuan-community"] == (100_000_000, True, False)


def test_every_lab_named_exists() -> None:
    for rows in registry_tables(registry).values():
        for row in rows:
            assert row.get("lab_id") is None or row["lab_id"] in registry.labs


def test_a_family_with_evidence_has_all_components_and_a_lab() -> None:
    rows = registry_tables(registry)["openness_evidence"]
    told = sum(evidence.synthetic_data is not None for evidence in registry.evidence.values())
    assert told > 0
    assert len(rows) == len(registry.evidence) * len(COMPONENTS) + told
    assert all(row["link"] and row["checked_on"] and row["lab_id"] for row in rows)


def test_the_debate_is_covered() -> None:
    assert len(registry.evidence) >= 24
    assert len(registry.events) >= 60
    assert len([claim for claim in registry.claims.values() if claim.said_on and claim.link]) >= 15
    assert len(registry.claims) >= 20
    assert all(event.link for event in registry.events.values())


def test_what_is_granted_by_hand_is_not_open_to_anybody() -> None:
    """METHOD 3: `gated = manual` is a limit of who. StarCoder's data: ids of files, their content on agreement."""
    assert registry.evidence["Llama"].weights.value == "partial"
    assert registry.evidence["Gemma"].weights.value == "partial"
    assert registry.evidence["StarCoder"].pretraining_data.value == "partial"
    assert registry.evidence["Moshi"].synthetic_data is not None


def test_facts_of_the_field() -> None:
    labs = registry.labs
    assert (labs["xai"].parent, labs["xai"].parent_country) == ("SpaceX", "US")
    assert (labs["jina"].parent, labs["jina"].parent_country) == ("Elastic", "NL")
    assert (labs["huggingface"].country, labs["huggingface"].founders_country) == ("US", "FR")
    assert (labs["kyutai"].country, labs["kyutai"].founders_country) == ("FR", None)
    assert registry.licences["openmdw-1.1"].tier == 2
    assert registry.events["microsoft-mistral"].on == date(2024, 2, 26)
    openai = registry.promises["openai-open-weights"]
    assert [put_off.on for put_off in openai.postponed] == [date(2025, 6, 10), date(2025, 7, 11)]
    assert registry.promises["moshi-training-code"].delivered_on is None


def test_open_source_families_are_those_with_open_data() -> None:
    tiers = {family: evidence.tier for family, evidence in registry.evidence.items()}
    assert {family for family, tier in tiers.items() if tier == 4} == {
        "OLMo", "Pythia", "SmolLM", "Apertus", "Amber", "Lucie",
    }  # fmt: skip
    assert {family for family, tier in tiers.items() if tier == 3} == {"BERT", "T5", "K2"}
    assert tiers["BLOOM"] is None, "everything is open but the licence"


ORDER = ("closed", "partial", "open")


@given(
    values=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=len(COMPONENTS), max_size=len(COMPONENTS))
)
def test_more_openness_never_lowers_a_tier(values: list[tuple[int, int]]) -> None:
    def tier(levels: list[int]) -> int:
        components = {
            name: {"value": ORDER[level], "link": "https://example.org"}
            for name, level in zip(COMPONENTS, levels, strict=True)
        }
        return FamilyEvidence.model_validate({"lab": "a", "checked_on": date(2026, 11, 24), **components}).tier or 2

    assert tier([min(pair) for pair in values]) <= tier([max(pair) for pair in values])
    assert tier([2] * len(COMPONENTS)) == 4


# Means over the scored developers as published: 37 and 58 (arXiv 2407.12929), 40.69 in 2025 (2026 AI Index).
@pytest.mark.parametrize(
    ("edition", "developers", "mean"), [("2023", 10, 37.0), ("2024", 14, 57.93), ("2025", 13, 40.69)]
)
def test_transparency_scores_have_their_published_mean(edition: str, developers: int, mean: float) -> None:
    scores = [score.score for score in registry.transparency if score.edition == edition]
    assert len(scores) == developers
    assert round(sum(scores) / len(scores), 2) == mean


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Qwen2.5-7B-Instruct-GGUF", "gguf"),
        ("Llama-2-7B-AWQ", "awq"),
        ("Mixtral-8x7B-Instruct-v0.1-GPTQ", "gptq"),
        ("gemma-2-9b-it-exl2", "exl"),
        ("Meta-Llama-3.1-8B-Instruct-FP8", "fp8"),
        ("Phi-3-mini-4k-instruct-onnx", "onnx"),
        ("apple/coreml-stable-diffusion", "coreml"),
        ("all-MiniLM-L6-v2", None),
        ("bert-base-uncased", None),
    ],
)
def test_names_tell_the_packaging(name: str, form: str | None) -> None:
    found = {
        key
        for key, packaging in registry.packagings.items()
        if any(re.search(rf"[-_./]{word}([-_.]|$)", name.lower()) for word in packaging.words)
    }
    assert found == ({form} if form else set())


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str, str], str]:
    """Loads the registry with one text replaced in one file; returns what the loader says."""

    def load(file: str, old: str, new: str) -> str:
        folder = tmp_path / "registry"
        shutil.copytree(REGISTRY, folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(RegistryError) as caught:
            load_registry(folder)
        return str(caught.value)

    return load


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("licences.toml", "commercial_use = true", "comercial_use = true", "commercial_use"),
        ("licences.toml", 'link = "https://www.databricks.com/legal/open-model-license"\n', "", "the clause stands"),
        ("licences.toml", "tier = 2\n", "tier = 2\nmax_monthly_users = 5\n", "contradicts the limit"),
        ("fmti.toml", 'lab = "meta"', 'lab = "metta"', "unknown lab 'metta'"),
        ("fmti.toml", "score = 54", "score = 540", "score"),
        ("fmti.toml", 'lab = "huggingface"', 'lab = "meta"', "stands twice"),
        ("promises.toml", "delivered_on = 2024-09-18", "delivered_on = 2024-06-18", "lies before"),
        ("promises.toml", 'delivered_link = "https://github.com/xai-org/grok-1"\n', "", "'delivered_link' is missing"),
        ("packagers.toml", 'role = "quantized"', 'role = "squeezed"', "role"),
        ("packagers.toml", '"awq"', '"gguf"', "stands twice"),
        ("openness.toml", 'value = "open"', 'value = "opened"', "value"),
        ("events.toml", "link = \"https://", "link = \"http://", "https://"),
        ("labs.toml", 'kind = "company"', 'kind = "compny"', "kind"),
        ("labs.toml", "[lab.google]", "[google]", "unknown table 'google': expected [lab.<key>]"),
        ("exclusions.toml", "[[exclusion]]", "[[excluded]]", "unknown table 'excluded': expected [[exclusion]]"),
        ("labs.toml", "founded = ", "sources = []\nfounded = ", "not TOML"),
        ("labs.toml", 'name = "Google"', "name = true", "'name' is true, expected text in quotes"),
        ("licences.toml", "tier = 2", "max_monthly_users = 0\ntier = 2", "is 0, expected more than 0"),
        ("licences.toml", "osi_approved = true", 'osi_approved = "yes"', "is 'yes', expected true or false"),
        ("promises.toml", "announced_on = 20", 'announced_on = "" # ', "expected a date without quotes"),
        ("claims.toml", "until = 2024-08-21", "until = 2024-02-20", "'until' (2024-02-20) lies before 'from'"),
        ("claims.toml", "from = 2024-02-21\n", "", "'from' is missing"),
        ("claims.toml", 'said_in = "2024-09"\n', "", "give either 'said_on' (a day) or 'said_in' (a month)"),
        ("claims.toml", 'said_in = "2024-09"\n', 'said_in = "2024-09"\nsaid_on = 2024-09-01\n', "give either"),
        ("claims.toml", 'said_in = "2024-09"\n', 'said_in = "2024-13"\n', "'said_in' is '2024-13'"),
        ("promises.toml", "on = 2025-06-10", "on = 2025-03-30", "'on' (2025-03-30) lies before 'announced_on'"),
        ("promises.toml", "on = 2025-07-11", "on = 2025-06-09", "'on' (2025-06-09) lies before the one above"),
        ("promises.toml", "due_on = 2025-06-30", "", "'due_on' is missing beside 'postponed'"),
        ("promises.toml", "on = 2025-06-10, link =", "on = 2025-06-10, lnk =", "'postponed[1].lnk', did you mean"),
        ("labs.toml", '{id = "openai"}', '{id = "openai", form = 1}', "'organisations[1].form', did you mean 'from'"),
        ("labs.toml", 'founders_country = "FR"', 'founders_country = "US"', "the same as 'country'"),
        ("labs.toml", 'states = ["country"]}', 'states = ["kind"]}', "no source states 'country': name one"),
        ("labs.toml", 'states = ["country"]}', 'states = ["country", "parent"]}', "'parent' is stated, but not told"),
        ("labs.toml", "unverified = [", 'unverified = ["founded", ', "'founded' is stated by a source, or not told"),
        ("labs.toml", 'founders_country = "FR"', 'founders_country = "France"', "founders_country"),
    ],
)  # fmt: skip
def test_a_slip_is_refused_by_name(
    broken: Callable[[str, str, str], str], file: str, old: str, new: str, says: str
) -> None:
    message = broken(file, old, new)
    assert file in message
    assert says in message


def test_a_new_lab_is_refused_in_plain_words(broken: Callable[[str, str, str], str]) -> None:
    lab = '[lab.new]\nname = "New"\nkind = "company"\nsources = []\norganisations = ["new"]\n\n[lab.google]'
    said = broken("labs.toml", "[lab.google]", lab)
    assert "[lab.new] 'sources' is [], expected a list of at least 1" in said
    assert "[lab.new] 'organisations[1]' is 'new', expected a table of keys and values in braces" in said


def test_a_file_that_is_not_toml_is_told_alone(broken: Callable[[str, str, str], str]) -> None:
    """What the other files say of its labs would bury the one slip that there is."""
    (line,) = broken("labs.toml", "[lab.google]", "[lab.google").splitlines()
    assert "not TOML: expected ']' at the end of a table declaration" in line


@pytest.mark.parametrize("path", sorted(REGISTRY.glob("*.toml")), ids=lambda path: path.stem)
def test_editors_find_the_schema_of_a_file(path: Path) -> None:
    """What an editor would mark red in the committed file, or complete wrongly, is a fault of the schema."""
    schema = json_schemas()[path.stem]
    assert (REGISTRY / "schema" / f"{path.stem}.json").read_text(encoding="utf-8") == schema, (
        "run `python -m tests.architecture.json_schemas`"
    )
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"#:schema ./schema/{path.stem}.json\n")
    validate(json.loads(json.dumps(tomllib.loads(text), default=str)), json.loads(schema))
