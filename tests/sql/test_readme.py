"""The golden test that ouverture/metrics/README.md shows is run as it stands there."""

from __future__ import annotations

import re

from tests import REPOSITORY
from tests.sql.conftest import Golden


def test_the_example_of_a_golden_test_passes(golden: Golden) -> None:
    text = (REPOSITORY / "ouverture" / "metrics" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(from tests\.sql.*?)```", text, re.DOTALL)
    namespace: dict[str, object] = {}
    exec(example, namespace)
    namespace["test_by_hand"](golden)  # type: ignore[operator]
