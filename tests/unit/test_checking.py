"""``ouverture check`` says of a query that it cannot run, and of a namespace that no reading spells so."""

from __future__ import annotations

from dataclasses import replace

from ouverture.checking import misspelt_namespaces, query_faults
from ouverture.metrics.catalogue import own_catalogue
from ouverture.registry import load_registry
from tests.samples.tables import fill
from tests.samples.warehouse import with_schema


def test_a_query_that_does_not_fit_is_named_with_its_reason() -> None:
    catalogue = own_catalogue()
    libraries = catalogue["downloads_by_library"]
    misspelt = libraries.model_copy(update={"sql": libraries.sql.replace("mart_library", "mart_libary")})
    renamed = libraries.model_copy(update={"columns": {"softwares": libraries.columns["library"]}})
    shared = catalogue["open_share"]
    mute = shared.model_copy(update={"finding_sql": "SELECT 'rose' AS finding_case, current_date AS as_of FROM result"})
    faults = list(query_faults({**catalogue, "misspelt": misspelt, "renamed": renamed, "mute": mute}))
    assert len(faults) == 3, faults
    assert faults[0].startswith("ouverture/metrics/adoption/downloads_by_library.sql: ")
    assert "mart_libary" in faults[0]
    assert "correct 'columns'" in faults[1]
    assert faults[2] == "ouverture/metrics/adoption/open_share.finding.sql: it lacks confidence"


def test_a_namespace_in_other_letters_is_named() -> None:
    registry = load_registry()
    qwen = registry.labs["qwen"]
    (home,) = (organisation for organisation in qwen.organisations if organisation.id == "Qwen")
    small = qwen.model_copy(update={"organisations": (home.model_copy(update={"id": "qwen"}),)})
    with with_schema() as connection:
        fill(connection, "model", "model_key | model_id | organisation_id\n1 | Qwen/Qwen3-8B | Qwen")
        assert list(misspelt_namespaces(connection, registry)) == []
        told = list(misspelt_namespaces(connection, replace(registry, labs={**registry.labs, "qwen": small})))
    assert told == ["data/registry/labs.toml: [lab.qwen] the namespace 'qwen' is spelt 'Qwen' in the readings"]
