"""``ouverture check``: registry, metrics, captures and the published build, held against their own rules."""

from __future__ import annotations

from collections.abc import Iterator, Sized

from ouverture.outcome import ChecksFailed, RunFailed
from ouverture.pipeline.capture import finished_captures
from ouverture.pipeline.checks import load_checks, run_build_checks
from ouverture.pipeline.damage import altered_files
from ouverture.pipeline.inputs import fingerprint_of
from ouverture.pipeline.publish import opened
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import Registry


def check(places: Places, registry: Registry, metrics: Sized, *, files: bool) -> Iterator[str]:
    """What is found, line by line; ``files``: every captured file is compared with its digest too.

    Raises RunFailed where captures are not as they came or there is no build, ChecksFailed for faults of the build.
    """
    captures = finished_captures(places)
    altered = list(altered_files(places)) if files else []
    yield from (fault.reason for fault in altered)
    if altered:
        more = f" (and {len(altered) - 1} more files)" if len(altered) > 1 else ""
        raise RunFailed(f"captures are not as they came: {altered[0].reason}{more}")
    valid = f"registry ({len(registry.labs)} labs) and metrics ({len(metrics)}) are valid"
    pointer = current(places)
    if pointer is None:
        raise RunFailed(f"{valid}, but there is no build to check: run `ouverture snapshot` or `ouverture demo`")
    with opened(pointer) as connection:
        offences = run_build_checks(connection)
    yield from map(str, offences)
    if offences:
        raise ChecksFailed(f"{len(offences)} of {len(load_checks('build'))} checks on {pointer.build_id} found faults")
    yield f"{valid}, and {pointer.build_id} passes {len(load_checks('build'))} checks"
    if files:
        yield f"{len(captures)} captures are as they came"
    if pointer.fingerprint != fingerprint_of(registry, captures):
        yield f"{pointer.build_id} was made before the registry or the code changed: run `ouverture rebuild`"
