"""The command line: ``ouverture <command>``, also ``python -m ouverture <command>``."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

# Whatever is heavy (DuckDB, the Hub's client, pydantic) is imported by the command that needs it: --help is instant.
from ouverture.arguments import parser
from ouverture.outcome import ExitCode, Failure, RunFailed, UsageOrRegistry
from ouverture.pipeline.durable import blames_disk
from ouverture.pipeline.interruption import interruptible, stopped
from ouverture.places import Places

if TYPE_CHECKING:
    from ouverture.metrics.catalogue import Catalogue
    from ouverture.metrics.result import Result
    from ouverture.pipeline.build import BuildOutcome
    from ouverture.registry import Registry


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code (``outcome.ExitCode``); no traceback reaches the screen."""
    options = parser().parse_args(arguments)
    command = COMMANDS[options.command]
    places = Places.from_environment()
    try:
        with interruptible():
            code = command(options, places)
    except Failure as failure:
        return _fail(str(failure), failure.exit_code)
    except BrokenPipeError:  # `ouverture export --list | head`: the reader has what it wanted
        _nobody_reads()
        return ExitCode.OK
    except Exception as error:
        return _unforeseen(error, places)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _nobody_reads()
    return code


def _unforeseen(error: Exception, places: Places) -> int:
    if interrupted := stopped():  # a library that was being imported may have made another error of it
        return _fail(str(interrupted), interrupted.exit_code)
    if isinstance(error, OSError) and blames_disk(error):
        where = f" ({error.filename})" if error.filename else ""
        reason = f"{error.strerror}{where}: see to space and permissions in {places.root}"
        return _fail(f"{reason}; {_keep_traceback(places)}", ExitCode.RUN_FAILED)
    return _fail(f"{_one_line(error)}: please report it; {_keep_traceback(places)}", ExitCode.RUN_FAILED)


def _snapshot(options: argparse.Namespace, places: Places, *, waits: bool = True) -> int:
    registry = _registry()
    from ouverture.pipeline.snapshot import NIGHT_PATIENCE, open_sources, snapshot
    from ouverture.pipeline.sources import sources_without_key

    sources = open_sources(options.only)
    if options.dry_run:
        plans = [source.plan(places, registry, options.scope) for source in sources]
        for plan in plans:
            print(f"{plan.source}: {len(plan.units)} listings, about {plan.requests} requests, scope {plan.scope}")
            for unit in plan.units:
                print(f"  {unit}")
        for name, variable in sources_without_key().items() if not options.only else ():
            print(f"{name}: needs a key ({variable}), left out")
        print(f"nothing was asked; a snapshot would take about {sum(plan.requests for plan in plans)} requests")
        return ExitCode.OK
    from ouverture.pipeline.progress import open_progress

    patience = NIGHT_PATIENCE if waits else 0
    outcome = snapshot(
        places, registry, sources, scope=options.scope, now=_now, progress=open_progress(), patience=patience
    )
    return _say_published(places, outcome.build)


def _backfill(options: argparse.Namespace, places: Places) -> int:
    from ouverture.pipeline.backfill import backfill, parse_days

    since, until, every = parse_days(options.since, options.until, options.every, _now().date())
    if options.top < 0:
        raise UsageOrRegistry(f"--top takes a number of models, not {options.top}")
    registry = _registry()
    from ouverture.pipeline.progress import open_progress

    outcome = backfill(
        places, registry, since=since, until=until, every=every, top=options.top, now=_now, progress=open_progress()
    )
    return _say_published(places, outcome.build)


def _demo(options: argparse.Namespace, places: Places) -> int:
    from ouverture.registry.sources import PANEL

    return _snapshot(argparse.Namespace(only=[PANEL], scope=None, dry_run=False), places, waits=False)


def _rebuild(options: argparse.Namespace, places: Places) -> int:
    from ouverture.pipeline.progress import open_progress
    from ouverture.pipeline.snapshot import rebuild

    outcome = rebuild(places, _registry(), accepted=options.accept, now=_now, progress=open_progress())
    return _say_published(places, outcome)


def _forget(options: argparse.Namespace, places: Places) -> int:
    from ouverture.pipeline.forgetting import capture_named, forget

    capture_id = capture_named(places, options.capture)
    if not options.yes:
        if not sys.stdin.isatty():
            raise UsageOrRegistry(f"forgetting {capture_id} asks for a yes on a terminal; in a script say --yes")
        if input(f"Leave {capture_id} out of all builds from now on? Nothing is deleted. [y/N] ").lower() not in (
            "y",
            "yes",
        ):
            print("nothing was changed")
            return ExitCode.OK
    print(f"{capture_id} lies in {forget(places, capture_id, _now())} now, on record")
    print("the next build does without it: `ouverture rebuild` makes it at once")
    return ExitCode.OK


def _pack(options: argparse.Namespace, places: Places) -> int:
    from ouverture.pipeline.months import described, months
    from ouverture.pipeline.packing import pack
    from ouverture.pipeline.progress import open_progress

    if options.dry_run:
        print(described(months(places, options.older_than, _now())))
        return ExitCode.OK
    packed = pack(places, options.older_than, _now(), open_progress())
    for done in packed:
        print(f"packed: {done}")
    if not packed:
        print(described(months(places, options.older_than, _now())))
    return ExitCode.OK


def _export(options: argparse.Namespace, places: Places) -> int:
    from ouverture.metrics.errors import BadParameter, MetricError, UnknownMetric
    from ouverture.metrics.export import export_metrics

    catalogue = _catalogue()
    if options.list:
        for metric in catalogue.values():
            print(f"{metric.name:<28} {metric.title.en}")
        return ExitCode.OK
    if bool(options.metrics) == options.all:
        raise UsageOrRegistry("name the metrics to export (--list prints them), or --all for every one")
    parameters = {}
    for pair in options.param:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageOrRegistry(f"--param takes KEY=VALUE, not {pair!r}")
        parameters[key] = value
    out = options.out or places.exports
    draws = _drawn if options.format in ("png", "svg") else None
    try:
        paths = export_metrics(
            places, options.metrics, options.format, out, parameters, catalogue=catalogue, drawn=draws
        )
    except (UnknownMetric, BadParameter) as error:
        raise UsageOrRegistry(str(error)) from error
    except MetricError as error:
        raise RunFailed(str(error)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunFailed(f"{out} cannot be written ({reason}): name a folder that this user may write to") from error
    for path in paths:
        print(path)
    return ExitCode.OK


def _drawn(result: Result, kind: str) -> bytes:
    from ouverture.web.pictures import picture_file

    return picture_file(result, kind)


def _archive(options: argparse.Namespace, places: Places) -> int:
    from ouverture.metrics.errors import MetricError, UnknownMetric
    from ouverture.metrics.keeping import keep

    try:
        kept, build_id = keep(places, _catalogue(), options.metrics)
    except UnknownMetric as error:
        raise UsageOrRegistry(str(error)) from error
    except MetricError as error:
        raise RunFailed(str(error)) from error
    missing = [name for name, done in kept.items() if not done]
    print(f"kept of {build_id}: {', '.join(name for name, done in kept.items() if done) or 'nothing'}")
    if missing:
        raise RunFailed(f"not kept, for want of room, rights or rows that fit: {', '.join(missing)}")
    return ExitCode.OK


def _digest(options: argparse.Namespace, places: Places) -> int:
    from ouverture.dashboard.address import address_to_print
    from ouverture.digest import data, mail
    from ouverture.digest.gathering import gather
    from ouverture.metrics.errors import MetricError
    from ouverture.metrics.reader import Reader

    reader = Reader(places, _catalogue())
    try:
        digest = gather(reader, options.since, options.until, against=options.against)
        base, locale = address_to_print(), options.lang
        match options.format:
            case "html":
                said = mail.html(digest, base, locale, _now().date())
            case "text":
                said = mail.text(digest, base, locale)
            case _:
                said = data.as_json(digest, base)
    except MetricError as error:
        raise RunFailed(str(error)) from error
    finally:
        reader.close()
    print(said, end="")
    return ExitCode.OK


def _publish(options: argparse.Namespace, places: Places) -> int:
    from ouverture.replica import publish

    print(publish(places, options.to))
    return ExitCode.OK


def _follow(options: argparse.Namespace, places: Places) -> int:
    from ouverture.replica.following import follow

    found = follow(places, options.address, _now())
    print(f"{'followed' if found.new else 'nothing new'}: {found.build_id}, {found.fetched:,} bytes fetched")
    return ExitCode.OK


def _watch(options: argparse.Namespace, places: Places) -> int:
    from ouverture.watch.command import run

    run(options.rules, places, _catalogue(), _now(), dry=options.dry_run)
    return ExitCode.OK


def _status(options: argparse.Namespace, places: Places) -> int:
    from ouverture.metrics.warehouse import Warehouse
    from ouverture.status import describe, state_of

    state = state_of(Warehouse(places), _now())
    print(json.dumps(state, indent=1) if options.json else describe(state))
    return ExitCode.OK if state["healthy"] else ExitCode.RUN_FAILED


def _storage(options: argparse.Namespace, places: Places) -> int:
    from ouverture.pipeline.storage import report

    print(report(places, _now(), as_json=options.json))
    return ExitCode.OK


def _check(options: argparse.Namespace, places: Places) -> int:
    registry = _registry()  # first: what follows reads the sources alone
    from ouverture.checking import check

    for line in check(places, registry, _catalogue(), files=options.captures):
        print(line)
    return ExitCode.OK


def _serve(options: argparse.Namespace, places: Places) -> int:
    from ouverture.serve import prepare, serve

    if options.prepare:
        from ouverture.pipeline.progress import open_progress

        prepare(places, _registry(), _now, open_progress())
    _catalogue()
    serve(places, options.host, options.port, options.workers)


def _mcp(options: argparse.Namespace, places: Places) -> int:
    from ouverture.assistant.stdio import answer

    answer(places, _catalogue())
    return ExitCode.OK


def _registry() -> Registry:
    from ouverture.registry import load_registry

    return load_registry()


def _catalogue() -> Catalogue:
    from ouverture.metrics.catalogue import own_catalogue

    return own_catalogue()


def _say_published(places: Places, outcome: BuildOutcome) -> int:
    from ouverture.pipeline.faults import FORGOTTEN
    from ouverture.pipeline.inputs import first_faults
    from ouverture.pointer import current

    pointer = current(places)
    if pointer is not None:
        state = "published" if outcome.published else "nothing new, the build stays"
        print(f"{state}: {pointer.build_id}, {pointer.models:,} models, {pointer.path}")
    if places.lake:
        from ouverture.replica import publish

        print(publish(places, places.lake))
    if outcome.published:
        _keep_headlines(places)
    if faults := first_faults([fault for fault in outcome.faults if fault.kind != FORGOTTEN]):
        print(f"left out or damaged: {', '.join(fault.capture_id for fault in faults)}; `ouverture status` says why")
    return ExitCode.OK


def _keep_headlines(places: Places) -> None:
    """What is cited most is kept of each build; that it could not be costs no night its build."""
    from ouverture.metrics.errors import MetricError
    from ouverture.metrics.keeping import keep

    try:
        kept, build_id = keep(places, _catalogue())
    except (MetricError, OSError) as error:
        logging.getLogger("ouverture.archive").warning("nothing was archived: %s", error)
        return
    print(f"archived: {sum(kept.values())} of {len(kept)} headline metrics of {build_id}")


def _nobody_reads() -> None:
    """Close an output that nobody reads any more, before Python tries once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _now() -> datetime:
    return datetime.now(UTC)


def _fail(sentence: str, code: ExitCode) -> int:
    logging.disable()  # threads that are still at their retries say nothing after it
    with suppress(BrokenPipeError):
        print(f"ouverture: {sentence}", file=sys.stderr)
    return code


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"unexpected {type(error).__name__}" + (f" ({text[:200]})" if text else "")


def _keep_traceback(places: Places) -> str:
    log = places.root / "last-error.log"
    try:
        places.root.mkdir(parents=True, exist_ok=True)
        log.write_text(f"{_now():%Y-%m-%dT%H:%M:%SZ}\n{traceback.format_exc()}", encoding="utf-8")
    except OSError:
        return "its details could not be written"
    return f"details are in {log}"


COMMANDS: dict[str, Callable[[argparse.Namespace, Places], int]] = {
    "snapshot": _snapshot,
    "backfill": _backfill,
    "demo": _demo,
    "rebuild": _rebuild,
    "forget": _forget,
    "pack": _pack,
    "export": _export,
    "archive": _archive,
    "digest": _digest,
    "publish": _publish,
    "follow": _follow,
    "watch": _watch,
    "status": _status,
    "storage": _storage,
    "check": _check,
    "serve": _serve,
    "mcp": _mcp,
}
