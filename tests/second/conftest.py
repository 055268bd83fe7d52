"""The product's answers on the panel, beside which the second calculation is held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from ouverture.metrics.reader import Reader
from ouverture.places import Places

Answers = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def product(panel_installation: Path) -> Iterator[Answers]:
    """Rows of a metric on the panel's build: ``product("lab_table", tasks="all")``; days as text."""
    reader = Reader(Places(panel_installation))

    def rows(metric: str, **parameters: object) -> pd.DataFrame:
        frame = pd.DataFrame(reader.run(metric, parameters).table.to_pylist())
        for name in frame.columns:
            if frame[name].map(lambda v: hasattr(v, "isoformat")).any():
                frame[name] = frame[name].map(lambda v: v.isoformat() if hasattr(v, "isoformat") else v)
        return frame

    yield rows
    reader.close()
