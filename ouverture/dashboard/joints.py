"""Where a line goes on in another source: said in words under the headline, from the columns ``joint``."""

from __future__ import annotations

from math import ceil

from ouverture.dashboard.texts import text
from ouverture.formatting import formatted
from ouverture.metrics.result import Result


def joint_sentence(result: Result, language: str) -> str | None:
    """Which archive own snapshots go on from, since when, and whether both agree; None where no line is joined."""
    if "joint" not in result.metric.columns:
        return None
    rows = result.table.select(["line", "source", "snapshot_date", "joint", "joint_gap"]).to_pylist()
    joint = next((row for row in rows if row["joint"]), None)
    if joint is None:
        return None
    archive = next(row["source"] for row in rows if row["line"] == joint["line"] and row["source"] != joint["source"])
    return text(
        language,
        f"card.joint_{joint['joint']}",
        date=formatted(joint["snapshot_date"], "date", language),
        archive=text(language, f"value.source_{archive}"),
        gap=formatted(ceil(round(joint["joint_gap"] * 1000, 3)) / 1000, "percent", language),  # upwards: it must hold
    )
