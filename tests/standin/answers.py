"""Answers of the sources around the Hub, in the form in which they were seen recorded; small, changing by day."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ARENA_SHA = "1880dbebff5b"
ARENA = f"/datasets/lmarena-ai/leaderboard-dataset/resolve/{ARENA_SHA}/text"
PYPISTATS, NPM = "/api/packages/{}/overall", "/downloads/range/last-year/{}"
EPOCH_FILE, ECI_FILE = "/data/notable_ai_models.csv", "/data/eci_scores.csv"
OSAI = "/AI-Technology-Assessment/main-database/archive/main.zip"
USAGE, ANALYSIS = "/api/v1/datasets/rankings-daily", "/api/v2/language/models/free"
LATEST, FULL = "text/latest-00000-of-00001.parquet", "text/full-00000-of-00001.parquet"


def pypistats_days(package: str, first: date, *downloads: Any) -> dict[str, Any]:
    """Days of pypistats from ``first`` on."""
    data = [
        {"category": "without_mirrors", "date": (first + timedelta(n)).isoformat(), "downloads": count}
        for n, count in enumerate(downloads)
    ]
    return {"data": data, "package": package, "type": "overall_downloads"}


def npm_days(package: str, *downloads: int) -> dict[str, Any]:
    """A range of npm from 2026-11-20 on."""
    days = [{"day": f"2026-11-{day:02}", "downloads": n} for day, n in enumerate(downloads, start=20)]
    return {"start": "2026-11-20", "end": "2026-11-30", "package": package, "downloads": days}


def clickpy_days(package: str, *downloads: int, quoted: bool = True) -> dict[str, Any]:
    """The answer of ClickHouse from 2019-01-01 on; its 64-bit counts are text or numbers."""
    data = [
        {"project": package, "date": f"2019-01-{day:02}", "downloads": str(n) if quoted else n}
        for day, n in enumerate(downloads, start=1)
    ]
    return {"meta": [{"name": "project", "type": "String"}], "data": data, "rows": len(data), "statistics": {}}


def models_dev(price: float = 1.25, with_gone: bool = True) -> dict[str, Any]:
    """Two providers that disagree on the openness of one model; ``gone`` is listed on the first day only."""

    def model(name: str, open_weights: bool, price_in: float | None, released: str = "2025-08-05") -> dict[str, Any]:
        cost = {} if price_in is None else {"cost": {"input": price_in, "output": 4 * price_in}}
        return {
            "name": name, "open_weights": open_weights, "release_date": released, "limit": {"context": 131072},
            "modalities": {"input": ["text", "image"], "output": ["text"]}, **cost,
        }  # fmt: skip

    there = {
        "openai/gpt-oss-120b": model("gpt-oss-120b", True, 0.1),
        "gpt-5": model("GPT-5", False, price, "2025-08"),
    }
    gone = {"gone": model("Gone", False, None)} if with_gone else {}
    return {
        "azure": {"id": "azure", "models": {"gpt-oss": model("GPT-OSS 120B", False, 0.2), **gone}},
        "huggingface": {"id": "huggingface", "models": there},
    }


def openrouter() -> dict[str, Any]:
    """A model with its Hub repository, a router without a price, a closed model."""
    architecture = {"input_modalities": ["text"], "output_modalities": ["text"]}
    return {
        "data": [
            {"id": "openai/gpt-oss-120b", "name": "OpenAI: gpt-oss-120b", "hugging_face_id": "openai/gpt-oss-120b",
             "context_length": 131072, "pricing": {"prompt": "0.000000072", "completion": "0.00000028"},
             "architecture": architecture, "created": 1754414231},
            {"id": "openrouter/auto", "name": "Auto Router", "context_length": 0,
             "pricing": {"prompt": "-1", "completion": "-1"}, "architecture": architecture},
            {"id": "openai/gpt-5", "name": "OpenAI: GPT-5", "hugging_face_id": "", "context_length": 400000,
             "pricing": {"prompt": "0.00000125", "completion": "0.00001"}, "architecture": architecture},
        ]
    }  # fmt: skip


def usage(*days: str, tokens: str = "900") -> dict[str, Any]:
    """Routed tokens of ``days``: a dated model, one given away, one under a cover name, and the rest."""
    models = {"openai/gpt-5-2025-08-07": "1000", "openai/gpt-oss-120b:free": tokens, "openrouter/polaris-alpha": "50"}
    rows = [
        {"date": day, "model_permaslug": model, "total_tokens": n}
        for day in days
        for model, n in {**models, "other": "5000"}.items()
    ]
    return {"data": rows, "meta": {"as_of": days[-1], "version": "v1"}}


def arena_file(*rows: tuple[str, str, str, float, str, str], **renamed: str) -> bytes:
    """A Parquet file of model, organisation, licence, score, category, date; columns may bear other names."""
    names = ("model_name", "organization", "license", "rating", "category", "leaderboard_publish_date")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    table = pa.table({renamed.get(name, name): list(values) for name, values in columns.items()})
    if "vote_count" not in renamed:
        table = table.append_column("vote_count", pa.array([100] * len(rows), pa.int64()))
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


def arena(latest: bytes | None = None, full: bytes | None = None) -> dict[str, Any]:
    """The list of files and the files: three boards of history, of which two in one month."""
    rows = [
        ("gpt-5-high", "OpenAI", "Proprietary", 1440.5, "overall", "2026-09-13"),
        ("gpt-oss-120b", "OpenAI", "Apache 2.0", 1353.0, "overall", "2026-09-13"),
        ("mystery", "", "", 1200.0, "overall", "2026-09-13"),
    ]
    old = [("gpt-oss-120b", "OpenAI", "Apache 2.0", score, "overall", day)
           for score, day in ((1350.0, "2026-08-01"), (1351.0, "2026-08-30"))]  # fmt: skip
    return {
        "/api/datasets/lmarena-ai/leaderboard-dataset": {
            "id": "lmarena-ai/leaderboard-dataset", "sha": ARENA_SHA,
            "siblings": [{"rfilename": name} for name in ("README.md", LATEST, FULL)],
        },
        f"{ARENA}/latest-00000-of-00001.parquet": latest or arena_file(*rows),
        f"{ARENA}/full-00000-of-00001.parquet": full or arena_file(*rows, *old),
    }  # fmt: skip


def leaderboards(score: float = 62.5) -> dict[str, Any]:
    """Two official benchmarks, one of which needs a login."""
    entries = [
        {"rank": rank, "modelId": model, "value": value, "filename": "x.yaml", "verified": True,
         "author": {"name": "openai", "type": "org"}}
        for rank, (model, value) in enumerate([("openai/gpt-oss-120b", score), ("openai/gpt-oss-20b", 41.0)], start=1)
    ]  # fmt: skip
    return {
        "/api/datasets": [{"id": "SWE-bench/SWE-bench_Verified"}, {"id": "gated/bench"}],
        "/api/datasets/SWE-bench/SWE-bench_Verified/leaderboard": entries,
        "/api/datasets/gated/bench/leaderboard": (401, {"error": "Invalid username or password."}),
    }


EPOCH = (
    "Model,Organization,Publication date,Country (of organization),Domain,Parameters,Training compute (FLOP),Link,"
    "Model accessibility,Abstract\n"
    'GPT-5,OpenAI,2025-08-07,United States of America,"Language,Vision",,5e+25,https://openai.com/gpt-5,API access,'
    '"Two\nlines, and a ""quote"""\n'
    "Llama 3.1-405B,Meta AI,2024-07-23,United States of America,Language,405000000000,3.8e+25,,"
    "Open weights (restricted use),\n"
)


ECI = (
    "Model,Display name,eci,eci_ci_low,eci_ci_high,date,Organization,Country (of organization),Model accessibility,"
    "Accessibility group,model_versions\n"
    "GPT-5,GPT-5,150.0,,,2025-08-07,OpenAI,United States of America,API access,Closed weights,\n"
    'Gemini 2.5 Pro,Gemini 2.5 Pro,145.5,142.1,149.0,2025-06-17,"Google DeepMind,Google",United States of America,'
    "API access,Closed weights,\n"
    "gpt-oss-120b,gpt-oss-120b,140.25,137.0,143.5,2025-08-05,OpenAI,United States of America,"
    "Open weights (unrestricted),Open weights,\n"
    "Mystery,Mystery,90.5,80.0,99.0,,Nobody,,,,\n"
    "Untried,Untried,,,,2026-01-01,X,,API access,Closed weights,\n"
)


def fmti(cells: Mapping[str, str] | None = None, total: str = "34,100") -> dict[str, Any]:
    """Two editions in the two layouts seen: that of 2024 with its row of totals, a newer one with other developers.

    ``cells``: what a developer has in the first indicator of the newer one.
    """
    old = ["Indicator,Google,Nobody Known"]
    old += [f'"Indicator, {n}",{int(n < 34)},1' for n in range(100)] + [f"Total,{total}"]
    first = {"Google": "1", "Meta": "0", **(cells or {})}
    new = [f"Domain,Subdomain,Indicator,{','.join(first)},Total"]
    new += [f"Upstream,Data,Data size,{','.join(first.values())},1"]
    new += [f"Model,Access,Indicator {n},{int(n < 40)},{int(n < 31)},9" for n in range(99)]
    files = {"May2024": "\n".join(old), "Dec2025": "\n".join([*new, ",,Total,41,31,"])}
    tree = [{"path": f"{folder}/{folder}_scores.csv", "type": "blob", "sha": folder.lower()} for folder in files]
    return {
        "/repos/stanford-crfm/fmti/git/trees/main": {
            "sha": "0", "truncated": False, "tree": [{"path": "README.md", "type": "blob", "sha": "1"}, *tree],
        },
        **{
            f"/repos/stanford-crfm/fmti/git/blobs/{folder.lower()}": {
                "sha": folder.lower(), "encoding": "base64", "content": base64.encodebytes(text.encode()).decode(),
            }
            for folder, text in files.items()
        },
    }  # fmt: skip


def osai(
    data: str = "partial", day: tuple[int, int, int] = (2026, 10, 5), extra: Mapping[str, str] | None = None
) -> bytes:
    """The archive of the index: two systems, the second also in the reference panel."""
    one = f"""---
system:
    name: Brand New
    link: https://huggingface.co/x/y
org:
    name: OpenAI
datasources_basemodel:
    class: {data}
    link: https://example.org/data
    notes: "with: a colon"
weights_endmodel:
    class: open
    link: see the site
api:
    class: open
paper:
    class:
"""
    two = one.replace("Brand New", "33x-Coder").replace("OpenAI", "Common Sense")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        files = {"new.yaml": one, "33x.yaml": two, "readme.md": "# no", **(extra or {})}
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(f"main-database/{name}", (*day, 12, 0, 0)), text)
    return stream.getvalue()


def analysis_page(number: int, pages: int, *models: tuple[str, float | None]) -> dict[str, Any]:
    """One page of Artificial Analysis."""
    data = [
        {"id": f"id-{name}", "slug": name.lower(), "name": name, "release_date": "2025-08-07",
         "model_creator": {"name": "OpenAI"},
         "evaluations": {"artificial_analysis_intelligence_index": score, "gpqa": 0.8},
         "pricing": {"price_1m_input_tokens": 1.25, "price_1m_output_tokens": 10}}
        for name, score in models
    ]  # fmt: skip
    pagination = {"page": number, "page_size": 200, "total_pages": pages, "has_more": number < pages}
    return {"tier": "free", "pagination": pagination, "data": data}


def derivatives(counts: Any = None) -> dict[str, Any]:
    """The most downloaded models, of which one is a copy and one a stranger's; the Hub's counts of the two bases."""
    of_qwen = {"finetune": 900, "adapter": 40, "merge": 10, "quantized": 50} if counts is None else counts
    listed = {
        "Qwen/Qwen2.5-7B-Instruct": [
            "transformers",
            "base_model:Qwen/Qwen2.5-7B",
            "base_model:finetune:Qwen/Qwen2.5-7B",
        ],
        "Qwen/Qwen2.5-7B-Instruct-AWQ": ["base_model:quantized:Qwen/Qwen2.5-7B-Instruct"],
        "someone/model": ["transformers"],
        "google/gemma-2-2b": ["transformers"],
    }
    return {
        "/api/models": [{"id": name, "tags": tags} for name, tags in listed.items()],
        "/api/models/Qwen/Qwen2.5-7B-Instruct": {"id": "Qwen/Qwen2.5-7B-Instruct", "childrenModelCount": of_qwen},
        "/api/models/google/gemma-2-2b": {
            "id": "google/gemma-2-2b",
            "childrenModelCount": {"quantized": "7", "other": 3},
        },
    }


# Of each web source a good answer, address by address: what follows from it is tried with it (tests/pipeline).
SAMPLES: dict[str, dict[str, Any]] = {
    "pypistats": {PYPISTATS.format("openai"): pypistats_days("openai", date(2026, 11, 1), *range(20))},
    "npm": {NPM.format("openai"): npm_days("openai", *range(9))},
    "clickpy": {"/": clickpy_days("anthropic", *range(9))},
    "models-dev": {"/api.json": models_dev()},
    "openrouter": {"/api/v1/models": openrouter()},
    "openrouter-usage": {USAGE: usage("2026-11-20", "2026-11-21")},
    "arena": arena(),
    "hub-leaderboards": leaderboards(),
    "hub-derivatives": derivatives(),
    "epoch": {EPOCH_FILE: EPOCH, ECI_FILE: ECI},
    "osai-index": {OSAI: osai()},
    "fmti": fmti(),
    "artificial-analysis": {
        f"{ANALYSIS}?page={n}": analysis_page(n, 2, ("GPT-5", 60.0), ("Other", None)) for n in (1, 2)
    },
}
