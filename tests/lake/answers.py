"""What every metric that needs no parameter answers, as JSON lines: ``python -m tests.lake.answers [BUILD]``."""

from __future__ import annotations

import json
import sys

from ouverture.metrics.reader import Reader
from ouverture.places import Places


def answers(reader: Reader, build_id: str | None = None) -> dict[str, object]:
    """Rows, finding and credits of each metric, by name."""
    found: dict[str, object] = {}
    for name in sorted(name for name, metric in reader.catalogue.items() if not metric.required):
        result = reader.run(name, build_id=build_id)
        said = [result.headline("en"), result.finding and result.finding.confidence, result.build.build_id]
        found[name] = json.loads(json.dumps([said, rounded(result.table.to_pylist())], default=str))
    return found


def rounded(value: object) -> object:
    """Floats to ten digits: sums of threads differ beyond them."""
    if isinstance(value, float):
        return float(f"{value:.10g}")
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return {key: rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answers(Reader(Places.from_environment()), *sys.argv[1:])))
