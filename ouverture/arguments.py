"""What the command line takes: every command with its options, and what `--help` says of them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from ouverture import __version__

Add = Callable[[str, str], argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; ``command`` of what it parses names the command."""
    whole = argparse.ArgumentParser(
        prog="ouverture",
        description="The observatory of open AI: snapshots of the Hugging Face Hub in DuckDB, served as a dashboard.",
        epilog="Exit codes: 0 ok, 1 run failed, 2 usage or registry invalid, 3 checks failed and the run in no number, "
        "4 source unavailable, 5 another run holds the lock. Data lie in OUVERTURE_DATA "
        "(default: data/ of the checkout, else the platform's folder for data). A build takes half of the memory that "
        "machine or container gives, at most 3 GB, and beyond it disk: OUVERTURE_MEMORY (such as 4GB) sets it.",
    )
    whole.add_argument("--version", action="version", version=f"ouverture {__version__}")
    commands = whole.add_subparsers(dest="command", title="commands", metavar="COMMAND", required=True)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")

    _makes_builds(add)
    _hands_out(add)
    _looks_after(add)
    return whole


def _makes_builds(add: Add) -> None:
    take = add("snapshot", "take a snapshot from the live sources, build, check, publish")
    take.add_argument("--scope", metavar="labs|top:N|all", help="default: the registry's organisations and the tops")
    take.add_argument(
        "--only", nargs="+", default=(), metavar="SOURCE", help="ask these sources alone: hub, hub-datasets, ..."
    )
    take.add_argument("--dry-run", action="store_true", help="print what would be asked, and ask nothing")
    past = add("backfill", "read history from a public archive of the Hub, build, check, publish")
    past.add_argument("--since", required=True, metavar="DATE", help="first day, such as 2025-01-06")
    past.add_argument("--until", metavar="DATE", help="last day; default: today")
    past.add_argument("--every", default="7d", metavar="Nd", help="one day in each N, the first there is; default: 7d")
    past.add_argument(
        "--top",
        type=int,
        default=5000,
        metavar="N",
        help="of each day the N most downloaded models, beside the "
        "registry's organisations and every model known; default: 5000",
    )
    add("demo", "build and publish from the embedded reference panel, offline")
    anew = add("rebuild", "derive the warehouse again from all captures")
    anew.add_argument("--accept", metavar="RUN_ID", help="first free this run from quarantine")
    forget = add("forget", "leave a damaged capture out of all builds from now on; nothing is deleted")
    forget.add_argument("capture", metavar="CAPTURE", help="its name, as `ouverture status` gives it")
    forget.add_argument("--yes", action="store_true", help="do not ask, for scripts")
    less = add(
        "pack", "turn the Hub's captures of past months into columns, a twentieth of their pages; nothing is lost"
    )
    less.add_argument(
        "--older-than",
        type=_older,
        default="30d",
        metavar="Nd",
        help="a month is packed whole, once its last day is older than N days; default: 30d",
    )
    less.add_argument("--dry-run", action="store_true", help="say what would be packed, and change nothing")


def _older(text: str) -> timedelta:
    if not re.fullmatch(r"[0-9]{1,4}d", text):
        raise argparse.ArgumentTypeError(f"takes a number of days such as 30d, not {text!r}")
    return timedelta(days=int(text[:-1]))


def _hands_out(add: Add) -> None:
    export = add("export", "write what the dashboard shows as files")
    export.add_argument("metrics", nargs="*", metavar="METRIC")
    export.add_argument("--all", action="store_true", help="every metric")
    export.add_argument(
        "--list", action="store_true", help="print the names and titles of all metrics, and write nothing"
    )
    export.add_argument("--format", choices=("csv", "parquet", "json", "zip", "png", "svg"), default="csv")
    export.add_argument("--out", type=Path, metavar="DIR", help="default: exports/ in the data folder")
    export.add_argument("--param", action="append", default=[], metavar="KEY=VALUE", help="a parameter of the metric")
    store = add("archive", "keep what metrics show on the current build for good: ?build= goes on to answer")
    store.add_argument("metrics", nargs="*", metavar="METRIC", help="default: the headline metrics")
    news = add("digest", "say what changed between two dates, as a mail, as text or for programs")
    news.add_argument(
        "--since", type=_day, metavar="DATE", help="such as 2026-11-23; default: the reading before the newest"
    )
    news.add_argument("--until", type=_day, metavar="DATE", help="default: today")
    news.add_argument("--against", metavar="BUILD", help="the build to compare with, instead of the one of --since")
    news.add_argument("--format", choices=("html", "text", "json"), default="text")
    news.add_argument("--lang", choices=("en", "fr"), default="en")
    out = add("publish", "send the current build to a folder elsewhere, only what changed; the manifest last")
    out.add_argument(
        "--to",
        required=True,
        metavar="URL",
        help="a folder, s3://... (fsspec), ducklake:postgres:...",
    )
    other = add("follow", "fetch the build that is published elsewhere, verified, and serve it here")
    other.add_argument("address", metavar="URL", help="where it was published to")
    eyes = add("watch", "tell once what came true since the last look, by a file of rules")
    eyes.add_argument("rules", type=Path, metavar="RULES.toml", help="what to watch for, and whom to tell")
    eyes.add_argument("--dry-run", action="store_true", help="print what would be told, and note nothing")


def _looks_after(add: Add) -> None:
    state = add("status", "say what is published, how old it is and what is in the way")
    state.add_argument("--json", action="store_true", help="for machines")
    disk = add("storage", "say what takes how much of the disk, and what the rules of keeping would free; reads only")
    disk.add_argument("--json", action="store_true", help="for machines")
    check = add("check", "validate registry and metrics and run all data checks on the current build")
    check.add_argument("--captures", action="store_true", help="also compare every captured file with its digest")
    serve = add("serve", "serve the dashboard and the API")
    serve.add_argument("--port", type=int, default=8501, help="from 1 to 65535; default: 8501")
    serve.add_argument(
        "--host", default="127.0.0.1", help="address to listen on; default: 127.0.0.1, this machine alone; all: 0.0.0.0"
    )
    serve.add_argument(
        "--workers", type=int, default=1, help="processes that serve behind the one port, one a core; default: 1"
    )
    serve.add_argument(
        "--prepare", action="store_true", help="first see to a build: live if the Hub answers, else the reference panel"
    )
    add("mcp", "answer an assistant on standard input and output (Model Context Protocol)")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"takes a date such as 2026-11-23, not {text!r}") from None
