"""How fast huggingface_hub lists models when the network costs nothing: the floor under every snapshot.

    python -m benchmarks.hub_standin --models 100000

The stand-in runs in its own process and has rendered its pages in a pass that is not measured.
"""

from __future__ import annotations

import argparse
import http.client
import os
import resource
import tempfile
import time
from urllib.parse import urlencode, urlsplit

FIELDS = (
    "author", "createdAt", "disabled", "downloads", "downloadsAllTime", "gated", "gguf", "lastModified", "library_name",
    "likes", "pipeline_tag", "private", "safetensors", "tags", "trendingScore",
)  # fmt: skip


def read_raw(url: str) -> tuple[int, int]:
    """Pages and bytes of the whole listing, read as bytes by the plainest client."""
    host = urlsplit(url).netloc
    query = urlencode([("sort", "downloads"), *(("expand", field) for field in FIELDS)])
    connection, target, pages, size = http.client.HTTPConnection(host), f"/api/models?{query}", 0, 0
    while target:
        connection.request("GET", target)
        response = connection.getresponse()
        size += len(response.read())
        pages += 1
        target = response.headers.get("Link", "").partition(">")[0].partition(host)[2]
    return pages, size


def main() -> None:
    """Print seconds, rates and peak memory."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.hub_standin", description="Listing speed of the client."
    )
    parser.add_argument("--models", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HF_HOME": home, "HF_HUB_DISABLE_TELEMETRY": "1"}
        from huggingface_hub import HfApi

        from tests.standin import HubProcess

        with HubProcess(options.models) as hub:
            for label in ("first pass", "kept pages"):
                start = time.perf_counter()
                pages, size = read_raw(hub.url)
                seconds = time.perf_counter() - start
                print(f"stand-in, {label}: {pages} pages, {size / 1e6:.1f} MB, {size / 1e6 / seconds:.0f} MB/s")
            start, cpu = time.perf_counter(), time.process_time()
            models = HfApi(endpoint=hub.url, token=False).list_models(sort="downloads", expand=list(FIELDS))  # type: ignore[arg-type]
            count = sum(1 for _ in models)
            seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"list_models: {count} models, {seconds:.2f} s, {count / seconds:.0f} models/s")
            print(f"list_models: {cpu:.2f} s of processor time, peak memory of the client {peak:.0f} MB")


if __name__ == "__main__":
    main()
