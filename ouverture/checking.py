"""``ouverture check``: registry, metrics, captures and the published build, held against their own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb

from ouverture.metrics.errors import QueryFailed
from ouverture.metrics.metric import FINDING, Metric
from ouverture.metrics.reader import fetch, first_line
from ouverture.metrics.result import declared_table
from ouverture.outcome import ChecksFailed, RunFailed, UsageOrRegistry
from ouverture.pipeline.capture import finished_captures
from ouverture.pipeline.checks import load_checks, run_build_checks
from ouverture.pipeline.damage import altered_files
from ouverture.pipeline.inputs import fingerprint_of
from ouverture.pipeline.publish import opened
from ouverture.pipeline.schema import create_schema
from ouverture.places import Places
from ouverture.pointer import current
from ouverture.registry import Registry


def check(places: Places, registry: Registry, metrics: Mapping[str, Metric], *, files: bool) -> Iterator[str]:
    """What is found, line by line; ``files``: every captured file is compared with its digest too.

    Raises UsageOrRegistry where a query does not fit the schema or a namespace is spelt as no reading spells it,
    RunFailed where captures are not as they came or there is no build, ChecksFailed for faults of the build.
    """
    if unfit := list(query_faults(metrics)):
        raise UsageOrRegistry("\n".join(unfit))
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
        misspelt = list(misspelt_namespaces(connection, registry))
    yield from map(str, offences)
    if offences:
        raise ChecksFailed(f"{len(offences)} of {len(load_checks('build'))} checks on {pointer.build_id} found faults")
    if misspelt:
        raise UsageOrRegistry("\n".join(misspelt))
    yield f"{valid}, and {pointer.build_id} passes {len(load_checks('build'))} checks"
    if files:
        yield f"{len(captures)} captures are as they came"
    if pointer.fingerprint != fingerprint_of(registry, captures):
        yield (
            f"{pointer.build_id} was made before the registry or the code changed: the next snapshot takes that over, "
            "`ouverture rebuild` does now"
        )


def query_faults(metrics: Mapping[str, Metric]) -> Iterator[str]:
    """Queries that the schema of this version cannot answer, or that return other columns than declared: file, reason.

    They are asked of a build without rows, under their defaults.
    """
    with duckdb.connect() as connection:
        create_schema(connection)
        for metric in metrics.values():
            values = {**metric.constants, **{name: given.default for name, given in metric.parameters.items()}}
            file = f"{metric.file.removesuffix('toml')}sql"
            try:
                connection.register("result", declared_table(fetch(connection, metric.sql, values, 1), metric))
                if metric.finding_sql:
                    file = f"{metric.file.removesuffix('toml')}finding.sql"
                    given = fetch(connection, metric.finding_sql, values, 1).column_names
                    if missing := FINDING - set(given):
                        yield f"{file}: it lacks {', '.join(sorted(missing))}"
            except duckdb.Error as error:
                yield f"{file}: {first_line(error)}"
            except QueryFailed as fault:
                yield str(fault)


def misspelt_namespaces(connection: duckdb.DuckDBPyConnection, registry: Registry) -> Iterator[str]:
    """Namespaces of labs that the readings know in other letters only: the lab would have no model, without a word."""
    known: dict[str, set[str]] = {}
    query = "SELECT DISTINCT organisation_id FROM model WHERE organisation_id IS NOT NULL"
    for (name,) in connection.execute(query).fetchall():
        known.setdefault(name.lower(), set()).add(name)
    for lab_id, lab in registry.labs.items():
        for organisation in lab.organisations:
            spelt = known.get(organisation.id.lower(), {organisation.id})
            if organisation.id not in spelt:
                what = f"the namespace {organisation.id!r} is spelt {min(spelt)!r} in the readings"
                yield f"data/registry/labs.toml: [lab.{lab_id}] {what}"
