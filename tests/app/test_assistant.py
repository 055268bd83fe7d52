"""What an assistant is told of the panel, by the protocol's own client: in memory, over HTTP, on standard input."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ouverture.assistant.not_here import not_here
from ouverture.assistant.server import server_of
from ouverture.metrics.export import export
from ouverture.metrics.reader import Reader
from ouverture.web import assistant, robots
from ouverture.web.assistant import routes

ORIGIN = "https://observatory.example"
TOOLS = {
    *("search", "list_metrics", "describe_metric", "ask", "explain"),
    *("claims", "compare_labs", "find_replacement", "cite"),
}


@pytest.fixture
def reader(panel_reader: Reader) -> Reader:
    return panel_reader


async def _answers(client: Client, calls: list[tuple[str, dict[str, Any]]]) -> list[tuple[bool, Any]]:
    """(failed, answer) of each call; an answer that failed is its sentence."""
    told: list[tuple[bool, Any]] = []
    for name, arguments in calls:
        result = await client.call_tool(name, arguments)
        said = result.content[0].text  # type: ignore[union-attr]
        told.append((bool(result.is_error), said if result.is_error else json.loads(said)))
    return told


def asked(server: Any, *calls: tuple[str, dict[str, Any]]) -> list[tuple[bool, Any]]:
    async def all_of_them() -> list[tuple[bool, Any]]:
        async with Client(server) as client:
            return await _answers(client, list(calls))

    return asyncio.run(all_of_them())


def answered(reader: Reader, name: str, **arguments: Any) -> Any:
    ((failed, answer),) = asked(server_of(reader, ORIGIN), (name, arguments))
    assert not failed, answer
    return answer


def test_its_tools_only_read(reader: Reader) -> None:
    async def listed() -> dict[str, bool | None]:
        async with Client(server_of(reader, ORIGIN)) as client:
            tools = (await client.list_tools()).tools
        assert all(tool.description for tool in tools)
        return {tool.name: tool.annotations and tool.annotations.read_only_hint for tool in tools}

    assert asyncio.run(listed()) == dict.fromkeys(TOOLS, True)


def test_no_number_travels_alone(reader: Reader) -> None:
    names = [metric.name for metric in reader.catalogue.values() if not metric.required]
    told = asked(server_of(reader, ORIGIN), *[("ask", {"metric": name, "rows": 1}) for name in names])
    for name, (failed, answer) in zip(names, told, strict=True):
        assert not failed, answer
        assert answer["citation"].endswith(answer["archived_link"])
        assert answer["archived_link"].startswith(f"{ORIGIN}/card?metric={name}&build=")
        if not answer["answered"]:
            assert answer["why"]
            assert answer["not_measured_here"]
            continue
        assert answer["unit"]
        assert answer["caveat"]
        assert answer["rows_shown"] == 1
        assert answer["rows"][0].keys() == answer["columns"].keys()
        if answer["finding"]:
            assert answer["as_of"]
            assert answer["confidence"] in ("high", "medium", "low")


def test_rows_are_those_of_the_download_the_newest_first(reader: Reader) -> None:
    answer = answered(reader, "ask", metric="open_share", parameters={"tasks": "all"}, rows=200)
    result = reader.run("open_share", {"tasks": "all"})
    rows = json.loads(export(result, "json"))["rows"]
    assert len(answer["rows"]) == answer["rows_in_all"] == len(rows)
    assert sorted(map(str, answer["rows"])) == sorted(map(str, rows))
    days = [row["snapshot_date"] for row in answer["rows"]]
    assert days == sorted(days, reverse=True)
    assert answer["finding"] == result.headline("en")
    assert reader.archive.find(answer["build"], "open_share", {"tasks": "all"}) is not None


def test_what_it_cannot_say_it_refuses_and_says_what_would(reader: Reader) -> None:
    calls: list[tuple[str, dict[str, Any]]] = [
        ("search", {"question": "zzzzqqq"}),
        ("claims", {"claim_id": "hub-1m"}),
        ("ask", {"metric": "open_shar"}),
        ("ask", {"metric": "lab_table", "parameters": {"basis": "guessed"}}),
        ("compare_labs", {"labs": ["Mistrl", "Qwen"]}),
        ("find_replacement", {"closed_model": "zzzzqqq"}),
    ]
    nothing, claim, metric, value, lab, model = asked(server_of(reader, ORIGIN), *calls)
    assert nothing[1]["answered"] is False
    assert nothing[1]["not_measured_here"] == not_here("en")
    assert claim[1]["verdict"] == "cannot_be_tested"
    assert claim[1]["answered"] is False
    assert claim[1]["what_would_test_it"]
    assert metric == (True, metric[1])
    assert "did you mean 'open_share'" in metric[1]
    assert value[0]
    assert "adjusted" in value[1]
    assert lab[0]
    assert "did you mean 'mistral'" in lab[1]
    assert model[0]
    assert "zzzzqqq" in model[1]


def test_a_misspelt_closed_model_finds_its_replacements(reader: Reader) -> None:
    answer = answered(reader, "find_replacement", closed_model="gtp-4o", memory_gb=24, rows=200)
    assert answer["understood_as"].lower().startswith("gpt-4o")
    placed = [row for row in answer["rows"] if row["place"] is not None]
    assert placed
    assert all(row["memory_gb"] <= 24 and row["allowed"] for row in placed)


def test_labs_stand_side_by_side_by_name_or_key(reader: Reader) -> None:
    answer = answered(reader, "compare_labs", labs=["Mistral AI", "qwen"], language="fr")
    assert answer["labs"] == {"mistral": "Mistral AI", "qwen": "Alibaba (Qwen)"}
    assert {row["lab_id"] for row in answer["table"]["rows"]} == {"mistral", "qwen"}
    assert all(beside["finding"] for beside in answer["beside"])
    assert answer["page"] == f"{ORIGIN}/labs?labs=mistral&labs=qwen"


def test_a_number_is_explained_with_what_speaks_against_it(reader: Reader) -> None:
    answer = answered(reader, "explain", metric="open_share")
    curve = reader.run("open_share_definitions").table.to_pylist()
    assert len(answer["definitions"]["agree"]) == sum(row["holds"] is True for row in curve)
    assert len(answer["definitions"]["disagree"]) == sum(row["holds"] is False for row in curve)
    assert {told["metric"] for told in answer["left_out"]} == {"left_out_readings"}
    assert answer["limits"] == reader.catalogue["open_share"].limits.en


def test_the_same_over_http_and_whole_in_one_text(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (assistant, robots):
        monkeypatch.setattr(module, "shared_reader", lambda: reader)
    monkeypatch.setenv("OUVERTURE_URL", ORIGIN)
    served = Starlette(routes=routes)

    async def over_http() -> list[tuple[bool, Any]]:
        http = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=served), base_url=ORIGIN)
        transport: AbstractAsyncContextManager[Any] = streamable_http_client(f"{ORIGIN}/mcp", http_client=http)
        async with http, Client(transport) as client:
            return await _answers(client, [("ask", {"metric": "open_share", "rows": 3})])

    assert asyncio.run(over_http()) == [(False, answered(reader, "ask", metric="open_share", rows=3))]
    client = TestClient(served)
    assert client.post("/mcp", content=b"[" * 100_000).status_code == 413
    assert [client.request(method, "/mcp").status_code for method in ("GET", "DELETE", "PUT")] == [405] * 3
    whole = client.get("/llms-full.txt").text
    for metric in reader.catalogue.values():
        assert f"### {metric.name}: {metric.title.en}" in whole
    assert not_here("en")[0]["would"] in whole


def test_the_command_answers_on_standard_input(panel_installation: Path) -> None:
    environment = {**os.environ, "OUVERTURE_DATA": str(panel_installation), "OUVERTURE_URL": ORIGIN}
    command = StdioServerParameters(command=sys.executable, args=["-m", "ouverture", "mcp"], env=environment)
    ((failed, answer),) = asked(stdio_client(command), ("describe_metric", {"metric": "open_share"}))
    assert not failed
    assert answer["chart"] == f"{ORIGIN}/card?metric=open_share"
