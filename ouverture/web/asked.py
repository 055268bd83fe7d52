"""What an address asks for: its parameters, each once, and its language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request

from ouverture.dashboard import texts
from ouverture.metrics.errors import BadParameter, clipped
from ouverture.metrics.metric import Metric
from ouverture.registry.faults import did_you_mean


def language_in(asked: Mapping[str, Any]) -> str:
    """The language that the parameter ``lang`` names. Raises BadParameter."""
    language = str(asked.get("lang", texts.LANGUAGES[0]))
    if language not in texts.LANGUAGES:
        raise BadParameter("lang", language, texts.LANGUAGES, f"'lang' allows {', '.join(texts.LANGUAGES)}.")
    return language


def asked_of(request: Request, metric: Metric | None, known: Sequence[str] = ("build",)) -> dict[str, Any]:
    """Parameters of the address; only lists may be repeated, and without a metric only ``known`` are taken.

    Raises BadParameter.
    """
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    asked: dict[str, Any] = {}
    for name, values in given.items():
        is_list = metric is not None and name in metric.parameters and metric.parameters[name].type == "list"
        said = clipped(name)
        if len(values) > 1 and not is_list:
            raise BadParameter(name, values, "one value", f"{said!r} is given {len(values)} times; give it once.")
        if metric is None and name not in known:
            hint = did_you_mean(name, known) or f"; taken are {', '.join(known)}."
            raise BadParameter(name, values[0], known, f"There is no parameter {said!r} here{hint}")
        asked[name] = values if len(values) > 1 else values[0]
    return asked
