"""The Hub as it fails: each fault has its exit code and its sentence, and nothing that came before is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ouverture.outcome import SourceUnavailable, UsageOrRegistry
from ouverture.pipeline.capture import Capture, unfinished_captures
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.sources.hub import Hub as HubSource
from ouverture.places import Places
from ouverture.registry import Lab, Organisation, Registry, load_registry
from ouverture.registry.records import LabSource
from tests.standin import Fault, Hub

NOW = datetime(2026, 11, 24, 3, 58, tzinfo=UTC)
PAGE = LabSource(link="https://huggingface.co/google", states=("kind", "organisations"))


def registry_of(*organisations: str) -> Registry:
    lab = Lab(
        name="Lab", kind="company", sources=(PAGE,), organisations=tuple(Organisation(id=o) for o in organisations)
    )
    return replace(load_registry(), labs={"lab": lab})


REGISTRY = registry_of("google", "Qwen", "mistralai", "meta-llama", "openai")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


def take(places: Places, hub: Hub, scope: str | None = "labs", at: datetime = NOW, **options: object) -> Capture:
    source = HubSource(**{"endpoint": hub.url, **options})
    return source.take(places, source.plan(places, REGISTRY, scope), lambda: at, Silent())


def ids(capture: Capture) -> list[str]:
    return [record["id"] for page in capture.pages for record in json.loads(page.body())]


def listed(hub: Hub, *organisations: str) -> set[str]:
    return {model["id"] for model in hub.models if model.get("author") in organisations}


def pages_asked(hub: Hub) -> int:
    return sum(request.path == "/api/models" for request in hub.requests)


def test_a_good_day_brings_every_organisation_and_the_tops(places: Places, hub: Hub) -> None:
    capture = take(places, hub, None)
    assert capture.units[:3] == ("top:downloads", "top:likes", "top:trending")
    assert capture.scope == "default"
    assert listed(hub, "google", "Qwen", "mistralai", "meta-llama", "openai") <= set(ids(capture))
    top = sorted(hub.models, key=lambda model: model.get("downloads", 0), reverse=True)[:5]
    assert {model["id"] for model in top} <= set(ids(capture))
    assert capture.requests == pages_asked(hub) == capture.files
    capture.verify()
    first = json.loads(capture.pages[0].body())[0]
    assert {"_id", "id", "downloads", "downloadsAllTime", "likes", "tags", "createdAt", "cardData"} <= first.keys()


def test_pages_follow_one_another_and_rankings_stop_where_they_should(places: Places, hub: Hub) -> None:
    hub.page_size = 40
    ranking = take(places, hub, "top:100")
    assert [page.records for page in ranking.pages] == [40, 40, 40]
    assert ranking.units == ("top:downloads",)
    whole = take(places, hub, "all")
    assert sorted(ids(whole)) == sorted(model["id"] for model in hub.models)
    assert "cardData" not in json.loads(whole.pages[0].body())[0]


def test_a_ranking_asks_for_no_more_than_it_needs(places: Places, hub: Hub) -> None:
    assert [page.records for page in take(places, hub, "top:30").pages] == [30]


@pytest.mark.parametrize("scope", ["top:0", "top:", "top:-1", "everything", "lab", ""])
def test_an_unknown_scope_is_a_usage_error(places: Places, hub: Hub, scope: str) -> None:
    with pytest.raises(UsageOrRegistry, match="use labs, top:N"):
        take(places, hub, scope)


LASTING = {
    "429 with headers": (Fault("status", status=429), "answered 429 Too Many Requests"),
    "429 of the CDN": (Fault("cdn_429"), "answered 429 Too Many Requests"),
    "500": (Fault("status", status=500), "answered 500"),
    "503": (Fault("status", status=503), "answered 503"),
    "401": (Fault("status", status=401), "answered 401"),
    "HTML": (Fault("html"), "answered HTML instead of JSON"),
    "object": (Fault("object"), "answered a JSON dict instead of a list"),
    "invalid JSON": (Fault("invalid_json"), "answered JSON that cannot be read"),
    "truncated": (Fault("truncated"), "broke off in the middle of its answer"),
    "reset": (Fault("reset"), "cannot be reached (ReadError)"),
    "hang": (Fault("hang", seconds=2), "did not answer within 0.2 seconds"),
}


@pytest.mark.parametrize("name", LASTING)
def test_one_organisation_that_fails_does_not_cost_the_others(places: Places, hub: Hub, name: str) -> None:
    fault, words = LASTING[name]
    hub.faults = [replace(fault, author="Qwen")]
    with pytest.raises(SourceUnavailable) as raised:
        take(places, hub, timeout=0.2 if fault.kind == "hang" else 30.0, retries=1)
    sentence = str(raised.value)
    assert words in sentence
    assert "organisation Qwen" in sentence
    assert "4 of 5 listings (4 pages) are kept: run the same command again within 12 hours to resume" in sentence
    assert "\n" not in sentence

    hub.faults = []
    before = pages_asked(hub)
    capture = take(places, hub, at=NOW + timedelta(hours=1))
    assert pages_asked(hub) - before == 1
    assert (capture.capture_id, capture.requests) == ("hub-20261124T035800Z", 5)
    assert set(ids(capture)) == listed(hub, "google", "Qwen", "mistralai", "meta-llama", "openai")


PASSING = ["429 with headers", "429 of the CDN", "500", "503", "truncated", "reset", "hang"]


@pytest.mark.parametrize("name", PASSING)
def test_a_fault_that_passes_is_waited_out_by_the_client(places: Places, hub: Hub, name: str) -> None:
    hub.faults = [replace(LASTING[name][0], times=2)]
    capture = take(places, hub, timeout=0.2 if name == "hang" else 30.0)
    assert set(ids(capture)) == listed(hub, "google", "Qwen", "mistralai", "meta-llama", "openai")


def test_resume_goes_on_at_the_page_where_it_stopped(places: Places, hub: Hub) -> None:
    hub.page_size = 40
    hub.faults = [Fault("html", skip=7)]
    with pytest.raises(SourceUnavailable, match=r"the list of all models; 0 of 1 listings \(7 pages\) are kept"):
        take(places, hub, "all")
    hub.faults = []
    before = pages_asked(hub)
    capture = take(places, hub, "all", at=NOW + timedelta(hours=11))
    assert pages_asked(hub) - before == capture.files - 7
    assert sorted(ids(capture)) == sorted(model["id"] for model in hub.models)


def test_after_twelve_hours_a_new_capture_begins_and_the_old_one_stays(places: Places, hub: Hub) -> None:
    hub.faults = [Fault("html", author="Qwen")]
    with pytest.raises(SourceUnavailable):
        take(places, hub)
    hub.faults = []
    capture = take(places, hub, at=NOW + timedelta(hours=13))
    assert capture.capture_id == "hub-20261124T165800Z"
    assert [plan.capture_id for plan in unfinished_captures(places)] == ["hub-20261124T035800Z"]


def test_a_hub_that_is_down_is_left_alone_after_a_few_attempts(places: Places, hub: Hub) -> None:
    hub.faults = [Fault("status", status=503)]
    source = HubSource(endpoint=hub.url, retries=0)
    many = registry_of(*(f"organisation-{number}" for number in range(60)))
    with pytest.raises(SourceUnavailable, match="nothing is captured yet"):
        source.take(places, source.plan(places, many, "labs"), lambda: NOW, Silent())
    assert pages_asked(hub) < 12


def test_a_token_that_is_refused_is_named(places: Places, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_expired")
    hub.faults = [Fault("status", status=401)]
    with pytest.raises(SourceUnavailable, match=r"the Hub refused HF_TOKEN \(renew or unset it\)"):
        take(places, hub)
    assert hub.requests[-1].authenticated


def test_the_token_does_not_follow_a_link_to_another_host(
    places: Places, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub.page_size = 40
    with pytest.raises(SourceUnavailable, match="named a next page on another host"):
        # the stand-in links to 127.0.0.1, which is another host than the one asked
        take(places, hub, "all", endpoint=hub.url.replace("127.0.0.1", "localhost"))
    assert pages_asked(hub) == 1


def test_nobody_listens(places: Places, hub: Hub) -> None:
    source = HubSource(endpoint="http://127.0.0.1:9", retries=0)
    with pytest.raises(SourceUnavailable, match=r"the Hub cannot be reached \(ConnectError\)"):
        source.take(places, source.plan(places, REGISTRY, "labs"), lambda: NOW, Silent())


def test_a_low_budget_is_spread_over_the_window(places: Places, hub: Hub) -> None:
    """12 requests are allowed in 1.2 seconds and 5 wanted: nobody runs into 429, and nobody waits for long."""
    hub.quota, hub.window_seconds = 12, 1.2
    take(places, hub)
    assert [request.status for request in hub.requests].count(429) == 0


@pytest.mark.parametrize(
    ("fault", "answers"),
    [
        (None, True),
        (Fault("slow", seconds=0.2), True),
        (Fault("hang", seconds=30), False),
        (Fault("status", status=503), False),
        (Fault("html"), False),
        (Fault("empty"), False),
        (Fault("reset"), False),
    ],
    ids=lambda value: getattr(value, "kind", str(value)),
)
def test_the_probe_tells_in_time_whether_the_hub_answers(hub: Hub, fault: Fault | None, answers: bool) -> None:
    hub.faults = [fault] if fault else []
    started = datetime.now(UTC)
    assert HubSource(endpoint=hub.url).answers(within=1.5) is answers
    assert datetime.now(UTC) - started < timedelta(seconds=2)


@pytest.mark.parametrize("shape", ["null", "missing", "text", "nested", "list", "fraction", "negative", "huge"])
@pytest.mark.parametrize("key", ["downloads", "tags", "likes"])
def test_values_of_another_shape_are_captured_as_they_came(places: Places, hub: Hub, key: str, shape: str) -> None:
    """Judging is for later: what the Hub served cannot be asked for again."""
    hub.faults = [Fault("drift", key=key, shape=shape)]
    assert set(ids(take(places, hub))) == listed(hub, "google", "Qwen", "mistralai", "meta-llama", "openai")


def test_an_id_of_another_shape_is_no_listing(places: Places, hub: Hub) -> None:
    hub.faults = [Fault("drift", key="id", shape="nested", author="Qwen")]
    with pytest.raises(SourceUnavailable, match="answered a list with records that have no id for organisation Qwen"):
        take(places, hub)


def test_hostile_texts_are_kept_byte_for_byte(places: Places, hub: Hub) -> None:
    hub.add_hostile()
    names = ids(take(places, hub, "all"))
    assert {model["id"] for model in hub.models} == set(names)


def test_an_endpoint_without_a_scheme_is_a_usage_error(places: Places, hub: Hub) -> None:
    with pytest.raises(UsageOrRegistry, match="HF_ENDPOINT is not an address: 'localhost'"):
        take(places, hub, endpoint="localhost")


def test_a_token_that_no_header_can_carry_is_a_usage_error(
    places: Places, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_\u00e9")
    with pytest.raises(UsageOrRegistry, match="HF_TOKEN holds characters"):
        take(places, hub)
