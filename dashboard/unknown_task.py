"""What the scope of tasks cannot place: said under the headline of every metric that counts generative models."""

from __future__ import annotations

from dashboard import session
from dashboard.session import t
from metrics.findings import formatted
from metrics.left_out import left_out_of
from metrics.result import Result

COUNTED = "left_out_readings"


def told(result: Result) -> str | None:
    """The share of downloads on models of unknown task; None where all tasks count, or all are known."""
    if result.parameters.get("tasks") != "generative" or COUNTED not in left_out_of(result.metric):
        return None
    reader, language = session.reader(), session.language()
    settings = {key: result.parameters[key] for key in reader.catalogue[COUNTED].parameters if key in result.parameters}
    rows = reader.run(COUNTED, settings, build_id=session.pinned_build()).table.to_pylist()
    unknown = next((row for row in rows if row["why"] == "no_task" and row["share"] is not None), None)
    if unknown is None:
        return None
    return t(
        "card.unknown_task",
        share=formatted(unknown["share"], "percent", language),
        models=formatted(unknown["number"], "integer", language),
        date=formatted(unknown["snapshot_date"], "date", language),
    )
