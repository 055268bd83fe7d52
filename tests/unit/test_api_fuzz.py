"""Nobody's question is a fault of ours: what the interface's own description allows, what it does not, and nonsense."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from ouverture.metrics.catalogue import own_catalogue
from ouverture.metrics.errors import BadParameter
from ouverture.metrics.reader import Reader
from ouverture.places import Places
from ouverture.web import api, files, metadata, telemetry
from ouverture.web.headers import SecurityHeaders
from ouverture.web.limits import Gate, Limits
from tests.samples.warehouse import publish_sample, sample_catalogue

CATALOGUE = own_catalogue()
LISTS = [(m, name) for m in CATALOGUE.values() for name, p in m.parameters.items() if p.type == "list"]
NOTHING = ["", ",", ",,", " , ", [], [""], ["", " "]]
ADDRESSES = ["/api/v1/metrics/tier_downloads.csv", "/api/v1/status", "/api/v1/metrics", "/healthz", "/api/v1"]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starlette]:
    """The routes on a tiny build, behind the gate."""
    places = Places(tmp_path_factory.mktemp("fuzz") / "data")
    publish_sample(places)
    reader = Reader(places, sample_catalogue())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "shared_reader", lambda: reader)
        for module in (files, metadata, telemetry):
            patch.setattr(module, "shared_reader", lambda: reader)
        patch.setattr(api.PICTURES, "picture", lambda *_: b"drawn")
        stack = [Middleware(SecurityHeaders), Middleware(Gate, Limits(burst=10**6))]
        yield Starlette(routes=api.routes, middleware=stack)
    reader.close()


def only_503_is_ours(context: object, response: schemathesis.Response, case: schemathesis.Case) -> None:
    """Not ready is an answer; any other of the five hundreds is a fault."""
    if response.status_code != 503:
        not_a_server_error(context, response, case)


def test_the_description_holds(app: Starlette) -> None:
    """Whatever it allows and whatever it forbids gets a status and a kind of answer that it names, never a 500.

    On two metrics: all 102 addresses, on the panel, took 72 s for three examples each on 2026-11-30, without a fault.
    """
    checks = [status_code_conformance, content_type_conformance, response_schema_conformance, only_503_is_ours]
    asked = set()
    for found in schemathesis.openapi.from_asgi("/api/v1", app).get_all_operations():
        operation = found.ok()
        asked.add(operation.path)

        @settings(max_examples=8)
        @given(operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=checks)

        ask()
    assert {"/api/v1/status", "/healthz", "/api/v1/metrics/tier_downloads.{format}"} <= asked
    assert "/api/v1/metrics/tier_downloads" in asked


@pytest.mark.parametrize(("metric", "name"), LISTS, ids=[f"{m.name}-{name}" for m, name in LISTS])
def test_a_list_of_nothing_is_refused_or_means_none(metric: object, name: str) -> None:
    """``labs=`` and ``labs=,`` once were 500 with the engine's text on six metrics."""
    parameter = metric.parameters[name]
    for raw in NOTHING:
        if parameter.null:
            assert parameter.parse(raw) is None
        else:
            with pytest.raises(ValueError, match="needs a value"):
                parameter.parse(raw)
            with pytest.raises(BadParameter, match="needs a value"):
                metric.validate(dict.fromkeys(metric.required, "x") | {name: raw})


@settings(max_examples=60)
@given(
    st.sampled_from(ADDRESSES),
    st.lists(
        st.tuples(st.sampled_from(["since", "build", "lang", "labs", "", "%00"]) | st.text(max_size=9), st.text())
    ),
)
def test_nonsense_is_never_a_fault_of_ours(app: Starlette, address: str, query: list[tuple[str, str]]) -> None:
    answer = TestClient(app).get(address, params=query)
    assert answer.status_code < 500
    assert len(answer.content) < 25_000
    assert "\x00" not in "".join(answer.headers.values())
