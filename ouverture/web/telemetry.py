"""Figures on the server itself, for Prometheus: how old the data is, how it is, and what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, cast, get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import Request
from starlette.responses import Response

from ouverture.health import State
from ouverture.metrics.errors import MetricError
from ouverture.metrics.reader import Reader, shared_reader
from ouverture.status import health_of, status_of
from ouverture.web.workers import room

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "ouverture_http_requests", "Answers given, by address and status", ("route", "status"), registry=REGISTRY
)
SECONDS = Histogram("ouverture_http_request_seconds", "Time to answer, by address", ("route",), registry=REGISTRY)
ROWS = Counter("ouverture_http_rows", "Rows of metrics that were sent", registry=REGISTRY)


class Installation:
    """How the data is at the moment of asking, from the same verdict as every other surface."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges; those of a build are missing where there is none."""
        yield from _gauges(shared_reader(), datetime.now(UTC))


def exposition(_: Request) -> Response:
    """Everything in Prometheus's text format, of all processes that serve."""
    registry = REGISTRY
    if room():
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        registry.register(cast(Any, Installation()))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})


def _gauges(reader: Reader, now: datetime) -> Iterator[GaugeMetricFamily]:
    try:
        status = status_of(reader.warehouse)
        health = status.health
    except MetricError:
        status, health = None, health_of(reader.warehouse)
    yield GaugeMetricFamily("ouverture_healthy", "1 where nothing promised is late", value=float(health.healthy))
    yield GaugeMetricFamily("ouverture_ready", "1 unless the build or the Hub is at fault", value=float(health.ready))
    state = GaugeMetricFamily("ouverture_state", "1 for the state it is in", labels=["state"])
    for name in get_args(State):
        state.add_metric([name], float(name == health.state))
    yield state
    ages = GaugeMetricFamily(
        "ouverture_source_age_seconds", "Since the source last gave a good answer", labels=["source"]
    )
    late = GaugeMetricFamily("ouverture_source_late", "1 where the source is late", labels=["source"])
    for source in health.sources:
        if source["last_ok"]:
            since = datetime.fromisoformat(source["last_ok"])
            ages.add_metric([source["name"]], (now - since).total_seconds())
        late.add_metric([source["name"]], float(source["late"]))
    yield ages
    yield late
    if status is None:
        return
    age = (now - status.built_at).total_seconds()
    yield GaugeMetricFamily("ouverture_build_age_seconds", "Since the current build was made", value=age)
    yield GaugeMetricFamily("ouverture_models", "Models in the current build", value=status.models)
    yield GaugeMetricFamily("ouverture_observations", "Readings in the current build", value=status.observations)


REGISTRY.register(cast(Any, Installation()))  # whatever collects, says its documentation
