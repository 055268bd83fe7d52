"""What every metric answers, before and after a change that is to change no number.

``python -m tests.answers worlds FOLDER`` lays down three installations: the panel, snapshots of the stand-in after it,
and an archive with own snapshots after it. ``python -m tests.answers tell FOLDER OUT`` makes their builds anew with the
code as it is and writes what each metric answers under its defaults, a file each: ``diff -r`` of two such folders is
empty, or is what the change did.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from huggingface_hub import set_client_factory

from ouverture.metrics.reader import Reader
from ouverture.pipeline.backfill import backfill, parse_days
from ouverture.pipeline.progress import Silent
from ouverture.pipeline.snapshot import rebuild
from ouverture.pipeline.sources.client import new_client
from ouverture.places import Places
from ouverture.registry import load_registry
from tests.lake.answers import rounded
from tests.samples.archives import HUB_STATS, hub_stats, parquet
from tests.samples.installations import publish_live, publish_panel
from tests.standin import make_hub, serving

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
NEEDED = {"model": "openai/gpt-oss-20b", "lab": "mistral", "family": "Mistral", "page": 1}


def lay_worlds(folder: Path) -> None:
    """Captures of three installations under ``folder``: panel, live, archive."""
    panel, live, archive = (Places(folder / name) for name in ("panel", "live", "archive"))
    publish_panel(panel, NOW)
    shutil.copytree(panel.root, live.root)
    publish_live(live, [NOW, NOW + timedelta(days=1), NOW + timedelta(days=3)])
    _fill_archive(archive)
    publish_live(archive, [NOW, NOW + timedelta(days=1)])


def _fill_archive(places: Places) -> None:
    world, days = make_hub(400, today=date(2025, 3, 3)), {}
    for _ in range(6):
        names = ("id", "_id", "downloads", "downloadsAllTime", "likes", "trendingScore", "createdAt", "pipeline_tag")
        rows = [{n: m.get(n) for n in (*names, "library_name", "tags")} | {"gated": "false"} for m in world.models]
        days[world.today.isoformat()] = parquet(rows)
        world.advance(7, restated=0.05)
    world.repositories.by_id[HUB_STATS] = hub_stats(days)
    with serving(world) as server:
        from huggingface_hub import constants

        constants.ENDPOINT = server.url
        constants.HUGGINGFACE_CO_URL_TEMPLATE = server.url + "/{repo_id}/resolve/{revision}/{filename}"
        set_client_factory(new_client)
        since, until, every = parse_days("2025-03-03", "2026-12-31", "7d", date(2027, 1, 1))
        options = {"since": since, "until": until, "every": every, "top": 5_000}
        backfill(places, load_registry(), **options, now=lambda: NOW, progress=Silent())  # type: ignore[arg-type]


def tell(worlds: Path, out: Path) -> None:
    """Rebuild each world in a copy and write each metric's rows and sentences under ``out``."""
    for world in sorted(path for path in worlds.iterdir() if path.is_dir()):
        with tempfile.TemporaryDirectory() as folder:
            places = Places(Path(folder))
            shutil.copytree(world / "captures", places.captures)
            rebuild(places, load_registry(), accepted=None, now=lambda: NOW + timedelta(days=4), progress=Silent())
            reader = Reader(places, time_limit=120)
            (out / world.name).mkdir(parents=True, exist_ok=True)
            for name, metric in sorted(reader.catalogue.items()):
                result = reader.run(name, {key: NEEDED[key] for key in metric.required})
                said = {language: [result.headline(language), result.note(language)] for language in ("en", "fr")}
                rows = [json.dumps(row, default=str, ensure_ascii=False) for row in rounded(result.table.to_pylist())]
                lines = [json.dumps({**said, "confidence": result.finding and result.finding.confidence}), *rows]
                (out / world.name / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
            reader.close()


if __name__ == "__main__":
    if sys.argv[1] == "worlds":
        lay_worlds(Path(sys.argv[2]))
    else:
        tell(Path(sys.argv[2]), Path(sys.argv[3]))
