"""From a chart to its rows: the models that it counts, what a router listed, and what is left out of it."""

from __future__ import annotations

from typing import Any

from ouverture.dashboard import encoding, markup, session, view
from ouverture.dashboard.session import t
from ouverture.metrics.left_out import left_out_of
from ouverture.metrics.result import Result

MOST_LISTS = 8  # of labs whose models have a link
OF_WHAT = {
    "lab_id": "lab",
    "tier": "tier",
    "side": "side",
}  # columns of a chart, and what the list of models calls them
UNDER = ("tasks", "threshold", "basis", "source")  # settings that the list of models shares with charts
MODELS, OF_THE_HUB = "models_behind", "left_out_readings"  # metrics: what a reading of the Hub counts, and leaves out
ROUTED = "routed_models"  # metric: what the router's list of a day counts


def behind(result: Result, looked_at: view.View = view.WHOLE) -> list[str]:
    """Links to the lists behind a chart, of the last day that is shown where the list has days."""
    catalogue = session.reader().catalogue
    lists = left_out_of(result.metric)
    models = _models_of(result) if OF_THE_HUB in lists and result.metric.name != MODELS else []
    routed = "routed" in result.metric.tables and result.metric.name != ROUTED
    ways = [markup.link(markup.to_chart(MODELS, **asked), markup.safe(label)) for label, asked in models]
    for name in [*([ROUTED] if routed else []), *lists]:
        taken = catalogue[name].parameters
        asked = {key: value for key, value in session.changed_parameters(result).items() if key in taken}
        if name == ROUTED and looked_at.until:
            asked["on"] = looked_at.until
        ways.append(markup.chart_link(name, **asked))
    return ways


def _models_of(result: Result) -> list[tuple[str, dict[str, Any]]]:
    """The list of models of each lab, degree of openness or side that the rows name, with its label."""
    taken = session.reader().catalogue[MODELS].parameters
    column = next((name for name in OF_WHAT if name in result.table.column_names), None)
    if column is None:
        return []
    values = dict.fromkeys(result.table.column(column).to_pylist())
    known = session.registry().labs if column == "lab_id" else taken[OF_WHAT[column]].allowed or ()
    label = encoding.labels(session.registry(), session.language())
    # under the settings of this chart; where it knows no tasks, it counts all
    under = {"tasks": "all"} | {name: value for name, value in result.parameters.items() if name in UNDER}
    under = {k: v for k, v in under.items() if v != taken[k].default and v in (taken[k].allowed or ())}
    lists = []
    for value in values:
        asked = "unknown" if value is None else str(value)
        if asked in known:
            lists.append((t("card.models_of", of=label(column, value)), {**under, OF_WHAT[column]: asked}))
    return lists[:MOST_LISTS]
