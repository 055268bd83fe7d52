"""routed_countries: head offices of the labs, with the unknown."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.routed import FIRST, TABLES


def test_by_country_with_the_unknown(golden: Golden) -> None:
    # 1 March: China 50 of 100 (30 of them open), the United States 35, unknown: Gamma, which no registry holds, and other, 15.
    result = golden("routed_countries", TABLES)
    assert rows(result, "observed_on", "origin", "share", "open_share")[:3] == [
        (FIRST, "CN", 0.5, 0.6),
        (FIRST, "US", 0.35, 0),
        (FIRST, "unknown", 0.15, 0),
    ]
    assert result.headline() == "Routed tokens by model origin: China 65%, United States 25%, March 2026"
