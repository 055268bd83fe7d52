"""The stand-in of the Hub, tried with the real huggingface_hub: it must answer, and fail, as the Hub does."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import httpx2
import numpy as np
import pytest
from huggingface_hub import HfApi, set_client_factory
from huggingface_hub.errors import BadRequestError, HfHubHTTPError
from huggingface_hub.utils._http import hf_request_event_hook

from benchmarks.made_hub import MadeHub
from ouverture.places import Places
from tests.standin import HOSTILE, Fault, Hub, HubProcess, make_hub
from tests.standin.population import PINNED

EXPAND = (
    "author", "createdAt", "downloads", "downloadsAllTime", "gated", "gguf", "lastModified", "library_name", "likes",
    "pipeline_tag", "private", "safetensors", "tags", "trendingScore", "cardData",
)  # fmt: skip


def api(hub: Hub) -> HfApi:
    return HfApi(endpoint=hub.url, token=False)


def listed(hub: Hub, **query: object) -> list[str]:
    """Ids as huggingface_hub lists them."""
    return [model.id for model in api(hub).list_models(**query)]  # type: ignore[arg-type]


def get(hub: Hub, target: str) -> httpx2.Response:
    return httpx2.get(hub.url + target)


# ---------------------------------------------------------------- population


@pytest.mark.parametrize("count", [1_000, 10_000])
def test_population_has_the_skew_of_the_hub(count: int) -> None:
    downloads = sorted((model.get("downloads", 0) for model in make_hub(count).models), reverse=True)
    assert len(downloads) == count
    assert sum(downloads[: count // 100]) > 0.95 * sum(downloads)
    assert 0.65 <= downloads.count(0) / count <= 0.70


def test_population_lacks_keys_at_the_rates_of_the_hub() -> None:
    models = make_hub(10_000).models
    share = {key: sum(key not in model for model in models) / len(models) for key in ("pipeline_tag", "library_name")}
    unlicensed = sum(not any(tag.startswith("license:") for tag in model["tags"]) for model in models) / len(models)
    assert share["pipeline_tag"] == pytest.approx(0.22, abs=0.02)
    assert share["library_name"] == pytest.approx(0.32, abs=0.02)
    assert unlicensed == pytest.approx(0.58, abs=0.03)
    assert 0 < sum("downloads" not in model for model in models) < 100
    assert not any(value is None for model in models for value in model.values())


def test_population_has_the_shapes_of_the_hub() -> None:
    models = make_hub(5_000).models
    legacy = [model for model in models if "/" not in model["id"]]
    assert legacy and all(model["createdAt"] == PINNED and "author" not in model for model in legacy)
    assert {False, "auto", "manual"} == {model["gated"] for model in models}
    assert any("U32" in model.get("safetensors", {}).get("parameters", {}) for model in models)
    assert any("gguf" in model and "safetensors" not in model for model in models)
    assert any(isinstance(model["cardData"].get("base_model"), list) for model in models)
    tags = {tag for model in models for tag in model["tags"] if tag.startswith("base_model:")}
    relations = {tag.split(":")[1] for tag in tags if tag.count(":") > 1}
    assert relations == {"finetune", "adapter", "merge", "quantized"}
    assert all("base_model:" + tag.split(":", 2)[2] in tags for tag in tags if tag.count(":") > 1)
    assert len({model["_id"] for model in models}) == len({model["id"] for model in models}) == len(models)
    assert {"google", "meta-llama", "Qwen", "mistralai", "kyutai", "openai"} <= {
        model.get("author") for model in models
    }


def test_equal_seeds_give_equal_hubs_also_after_days() -> None:
    first, again, other = make_hub(500, seed=7), make_hub(500, seed=7), make_hub(500, seed=8)
    for hub in (first, again, other):
        hub.advance(3)
    assert first.models == again.models
    assert first.models != other.models
    assert first.today == date(2026, 11, 27)


def test_a_day_moves_nearly_all_downloaded_models_and_a_frozen_one_few() -> None:
    def moved(**how: float) -> float:
        hub = make_hub(5_000)
        before = {model["_id"]: (model.get("downloads"), model.get("downloadsAllTime")) for model in hub.models}
        hub.advance(**how)  # type: ignore[arg-type]
        after = {model["_id"]: (model.get("downloads"), model.get("downloadsAllTime")) for model in hub.models}
        comparable = [key for key in before if key in after and before[key][0]]
        return sum(before[key] != after[key] for key in comparable) / len(comparable)

    assert moved() == pytest.approx(0.97, abs=0.01)
    assert moved(frozen=0.93) == pytest.approx(0.07, abs=0.03)


def test_a_day_brings_a_few_births_and_deaths_and_keeps_the_median() -> None:
    hub = make_hub(5_000)
    before = {model["_id"]: model.get("downloads") or 0 for model in hub.models}
    hub.advance()
    after = {model["_id"]: model.get("downloads") or 0 for model in hub.models}
    assert len(after.keys() - before.keys()) == 7
    assert len(before.keys() - after.keys()) == 1
    ratios = sorted(after[key] / before[key] for key in before if key in after and before[key] > 100)
    assert ratios[len(ratios) // 2] == pytest.approx(1, abs=0.02)


def test_all_time_counters_fall_only_when_restated() -> None:
    hub = make_hub(2_000)
    before = {model["_id"]: model.get("downloadsAllTime", 0) for model in hub.models}
    hub.advance(restated=0.5)
    fallen = sum(model.get("downloadsAllTime", 0) < before.get(model["_id"], 0) for model in hub.models)
    assert 200 < fallen < 600


# ---------------------------------------------------------------- listings


def test_list_models_follows_three_pages_by_the_link_header(hub: Hub) -> None:
    hub.page_size = 400
    ids = listed(hub, sort="downloads")
    assert len(ids) == len(set(ids)) == 1_000
    counts = [hub.model(model_id).get("downloads", -1) for model_id in ids]
    assert counts == sorted(counts, reverse=True)
    pages = [request for request in hub.requests if request.path == "/api/models"]
    assert ["cursor" in page.query for page in pages] == [False, True, True]


def test_with_telemetry_the_first_request_asks_for_agent_harnesses(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(hub, limit=1)
    assert [request.path for request in hub.requests] == ["/api/models"]
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_TELEMETRY", False)
    listed(hub, limit=1)
    listed(hub, limit=1)
    assert [request.path for request in hub.requests][1:] == ["/api/agent-harnesses", "/api/models", "/api/models"]


def test_a_page_holds_at_most_a_thousand(hub: Hub) -> None:
    hub.add_model("one/more")
    response = get(hub, "/api/models?limit=5000")
    assert len(response.json()) == 1_000
    assert response.links["next"]["url"].startswith(f"{hub.url}/api/models?limit=5000&cursor=")


@pytest.mark.parametrize("sort", ["downloads", "likes", "trendingScore", "createdAt", "lastModified"])
def test_every_sort_lists_every_model_once_even_over_ties(hub: Hub, sort: str) -> None:
    hub.page_size = 130
    ids = listed(hub, sort=sort)
    assert sorted(ids) == sorted(model["id"] for model in hub.models)


def test_default_fields_and_full_and_expand(hub: Hub) -> None:
    hub.add_model("google/complete", trendingScore=10**6, licence="mit", base_models=["a/b"], relation="merge")
    default = set(get(hub, "/api/models?limit=1").json()[0])
    full = set(get(hub, "/api/models?limit=1&full=true").json()[0])
    expanded = set(get(hub, "/api/models?limit=1&expand=gated&expand=downloadsAllTime").json()[0])
    plain = {"_id", "id", "modelId", "likes", "trendingScore", "private", "downloads", "tags", "createdAt"}
    assert default == plain | {"pipeline_tag", "library_name"}
    assert full - default == {"author", "gated", "lastModified", "sha", "siblings"}
    assert expanded == {"_id", "id", "gated", "downloadsAllTime"}


def test_expanded_models_parse_and_missing_keys_are_missing(hub: Hub) -> None:
    hub.add_model("bare/model", without=["pipeline_tag", "downloads", "author"], likes=10**9)
    first = next(iter(api(hub).list_models(sort="likes", expand=list(EXPAND))))  # type: ignore[arg-type]
    assert (first.id, first.pipeline_tag, first.downloads, first.author) == ("bare/model", None, None, None)
    record = get(hub, "/api/models?sort=likes&limit=1&expand=downloads&expand=likes").json()[0]
    assert record.keys() == {"_id", "id", "likes"}
    model = next(model for model in api(hub).list_models(author="mlx-community", expand=["safetensors", "tags"]))
    assert model.safetensors and "U32" in model.safetensors.parameters


@pytest.mark.parametrize("option", ["usedStorage", "childrenModelCount", "baseModels", "nonsense"])
def test_a_refused_expand_is_answered_400_with_the_options(hub: Hub, option: str) -> None:
    with pytest.raises(BadRequestError, match=r'Invalid option: expected one of "author"\|.* at expand\[1\]'):
        listed(hub, expand=["author", option])


def test_filters(hub: Hub) -> None:
    hub.add_model("kyutai/special-FR", tags=["moshi", "license:mit"], pipeline_tag="text-to-speech", gated="manual")
    assert set(listed(hub, author="kyutai")) == {m["id"] for m in hub.models if m.get("author") == "kyutai"}
    assert listed(hub, search="special-fr") == ["kyutai/special-FR"]
    assert listed(hub, filter=["moshi", "license:mit"]) == ["kyutai/special-FR"]
    assert "kyutai/special-FR" in listed(hub, pipeline_tag="text-to-speech", gated=True)
    assert "kyutai/special-FR" not in listed(hub, gated=False)
    assert listed(hub, author="nobody-at-all") == []


def test_one_model_renamed_and_missing(hub: Hub) -> None:
    identity = hub.model("kyutai/moshiko-pytorch-bf16")["_id"]
    hub.rename("kyutai/moshiko-pytorch-bf16", "kyutai/moshi")
    hub.rename_organisation("kyutai", "kyutai-labs")
    response = get(hub, "/api/models/kyutai/moshi")
    assert (response.status_code, response.headers["location"]) == (307, "/api/models/kyutai-labs/moshi")
    moved = api(hub).model_info("kyutai/moshiko-pytorch-bf16")
    assert moved.id == "kyutai-labs/moshi" and hub.model("kyutai-labs/moshi")["_id"] == identity
    hub.remove("kyutai-labs/moshi")
    gone = get(hub, "/api/models/kyutai-labs/moshi")
    assert (gone.status_code, gone.json()) == (401, {"error": "Invalid username or password."})
    with pytest.raises(HfHubHTTPError) as caught:
        api(hub).model_info("kyutai-labs/moshi")
    assert caught.value.response.status_code == 401


def test_datasets_and_organisations(hub: Hub) -> None:
    hub.add_dataset("kyutai/voices", downloads=10**9)
    assert next(iter(api(hub).list_datasets(sort="downloads"))).id == "kyutai/voices"
    overview = api(hub).get_organization_overview("kyutai")
    assert (overview.name, overview.num_models) == ("kyutai", len(listed(hub, author="kyutai")))
    with pytest.raises(HfHubHTTPError):
        api(hub).get_organization_overview("nobody-at-all")


def test_rate_limit_headers_count_down_and_the_quota_is_kept(hub: Hub, retry_waits: list[float]) -> None:
    hub.quota = 2
    assert get(hub, "/api/models?limit=1").headers["ratelimit"].startswith('"api";r=1;t=')
    assert get(hub, "/api/models?limit=1").headers["ratelimit-policy"] == '"fixed window";"api";q=2;w=300'
    with pytest.raises(HfHubHTTPError, match="you have reached your 'api' rate limit"):
        listed(hub)
    assert len(retry_waits) == 5 and min(retry_waits) > 200


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_an_unavailable_status_is_retried_and_then_well(hub: Hub, retry_waits: list[float], status: int) -> None:
    hub.fault = Fault("status", status=status, times=2, retry_after=0)
    assert len(listed(hub)) == 1_000
    assert retry_waits == [1, 1]  # the header's seconds, plus one


@pytest.mark.parametrize(
    ("fault", "error", "waits"),
    [
        (Fault("status", status=503), HfHubHTTPError, [1, 1, 1, 1, 1]),
        (Fault("status", status=503, retry_after=None), HfHubHTTPError, [1, 2, 4, 8, 8]),
        (Fault("status", status=429, retry_after=55), HfHubHTTPError, [56, 56, 56, 56, 56]),
        (Fault("status", status=401), HfHubHTTPError, []),
        (Fault("cdn_429"), HfHubHTTPError, [1, 2, 4, 8, 8]),
        (Fault("truncated"), httpx2.RemoteProtocolError, [1, 2, 4, 8, 8]),
        (Fault("reset"), httpx2.ReadError, [1, 2, 4, 8, 8]),
        (Fault("html"), json.JSONDecodeError, []),
        (Fault("invalid_json"), json.JSONDecodeError, []),
        (Fault("object"), TypeError, []),
    ],
    ids=lambda value: f"{value.kind}-{value.status}-{value.retry_after}" if isinstance(value, Fault) else None,
)
def test_a_lasting_fault_raises(
    hub: Hub, retry_waits: list[float], fault: Fault, error: type[Exception], waits: list[float]
) -> None:
    hub.fault = fault
    with pytest.raises(error):
        listed(hub)
    assert retry_waits == waits
    assert {request.fault for request in hub.requests if request.path == "/api/models"} == {fault.kind}


def test_an_empty_listing_raises_nothing(hub: Hub) -> None:
    hub.fault = Fault("empty")
    assert listed(hub) == []


def test_a_silent_server_is_left_only_by_a_request_hook_with_a_timeout(hub: Hub) -> None:
    def bounded(request: httpx2.Request) -> None:
        hf_request_event_hook(request)
        request.extensions["timeout"] = dict.fromkeys(("connect", "read", "write", "pool"), 0.1)

    hub.fault = Fault("hang", seconds=0.5, times=1)
    set_client_factory(lambda: httpx2.Client(timeout=0.1))
    start = time.monotonic()
    assert len(listed(hub, limit=5)) == 5
    assert time.monotonic() - start > 0.4  # the client's own timeout did nothing
    hub.fault = Fault("hang", seconds=30)
    set_client_factory(lambda: httpx2.Client(event_hooks={"request": [bounded]}))
    with pytest.raises(httpx2.ReadTimeout):
        listed(hub)


def test_a_slow_answer_is_right(hub: Hub) -> None:
    hub.fault = Fault("slow", seconds=0.2)
    start = time.monotonic()
    assert len(listed(hub)) == 1_000
    assert time.monotonic() - start > 0.2


def test_a_fault_meets_one_organisation_only_or_the_nth_page_only(hub: Hub) -> None:
    hub.fault = Fault("status", status=401, author="google")
    assert listed(hub, author="Qwen")
    with pytest.raises(HfHubHTTPError):
        listed(hub, author="google")
    hub.page_size = 300
    hub.fault = Fault("html", skip=2, times=1)
    seen: list[str] = []
    with pytest.raises(json.JSONDecodeError):
        seen.extend(model.id for model in api(hub).list_models())
    assert len(seen) == 600
    assert hub.requests[-1].status == 200 and hub.requests[-1].fault == "html"
    assert len(listed(hub)) == 1_000


def test_duplicates_across_pages(hub: Hub) -> None:
    hub.page_size = 300
    hub.fault = Fault("duplicates", repeat=7)
    ids = listed(hub)
    assert (len(ids), len(set(ids))) == (1_021, 1_000)


def test_a_shrunken_listing_keeps_the_same_few(hub: Hub) -> None:
    hub.page_size = 40
    hub.fault = Fault("shrunken", keep=0.1)
    ids = listed(hub, sort="downloads")
    assert 60 < len(ids) < 140
    assert sorted(ids) == sorted(listed(hub, sort="likes"))


@pytest.mark.parametrize(
    ("shape", "expected"),
    [("null", None), ("text", "5"), ("nested", {"value": 5}), ("list", [5]), ("fraction", 5.5), ("negative", -6)],
)
def test_drift_changes_the_type_of_a_value(hub: Hub, shape: str, expected: object) -> None:
    hub.models.clear()
    hub.add_model("google/one", downloads=5)
    hub.set_faults([{"kind": "drift", "key": "downloads", "shape": shape}])
    assert get(hub, "/api/models").json()[0]["downloads"] == expected
    assert get(hub, "/api/models/google/one").json()["downloads"] == expected
    assert hub.model("google/one")["downloads"] == 5


def test_drift_strikes_a_share_of_the_models(hub: Hub) -> None:
    hub.fault = Fault("drift", key="likes", shape="missing", share=0.9)
    missing = sum("likes" not in record for record in get(hub, "/api/models").json())
    assert missing == pytest.approx(900, abs=40)


def test_hostile_texts_arrive_unharmed(hub: Hub) -> None:
    hub.models.clear()
    hub.add_hostile()
    models = {model.id: model for model in api(hub).list_models(expand=["tags", "cardData", "pipeline_tag"])}
    for number, text in enumerate(HOSTILE):
        model = models[f"hostile/model-{number}"]
        assert model.pipeline_tag == text and model.card_data and model.card_data["license_name"] == text
    assert len(models["hostile/many-tags"].tags or ()) == 10_000


# ---------------------------------------------------------------- its own process


def test_a_stand_in_of_its_own_process() -> None:
    with HubProcess(250, page_size=100) as process:
        client = HfApi(endpoint=process.url, token=False)
        before = {model.id: model.downloads for model in client.list_models(sort="downloads")}
        process.call("advance", days=1)
        process.call("add_model", model_id="google/new", downloads=7)
        after = {model.id: model.downloads for model in client.list_models(sort="downloads")}
        assert len(before) == 250 and after["google/new"] == 7
        assert sum(before[model_id] != after.get(model_id) for model_id in before) > 60
        process.set_faults(Fault("status", status=401, author="google"))
        with pytest.raises(HfHubHTTPError):
            list(client.list_models(author="google"))
        assert process.requests()[-1]["fault"] == "status"
        process.set_faults()
        assert list(client.list_models(author="google"))


def test_a_made_hub_writes_the_nights_that_the_whole_hub_has(tmp_path: Path) -> None:
    """What benchmarks of the whole Hub build from: captures as the Hub gives them, with its skew and its changes."""
    nights = []
    for folder in ("one", "two"):
        hub = MadeHub(20_000)
        captures = [hub.capture(Places(tmp_path / folder))]
        downloads = np.sort(hub.downloads)[::-1]
        hub.advance()
        captures.append(hub.capture(Places(tmp_path / folder)))
        nights.append(captures)
    assert [capture.sha256 for capture in nights[0]] == [capture.sha256 for capture in nights[1]]
    assert downloads[:200].sum() > 0.95 * downloads.sum()
    assert (downloads == 0).mean() == pytest.approx(2 / 3, abs=0.01)
    first, second = (
        {record["_id"]: record for page in capture.pages for record in json.loads(page.body())} for capture in nights[0]
    )
    assert len(first) == nights[0][0].records == 20_000
    assert second.keys() - first.keys()
    assert first.keys() - second.keys()
    both = first.keys() & second.keys()
    assert any(first[key]["id"] != second[key]["id"] for key in both)
    assert any(first[key]["tags"] != second[key]["tags"] for key in both)
    counted = [key for key in both if first[key]["downloads"]]
    moved = [key for key in counted if first[key]["downloads"] != second[key]["downloads"]]
    assert len(moved) / len(counted) == pytest.approx(0.97, abs=0.01)
