"""What an assistant is told of the debate: claims with their verdicts, and each way in which one was tested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from ouverture.assistant.provenance import Links
from ouverture.dashboard.address import card_address
from ouverture.metrics.errors import BadParameter
from ouverture.metrics.reader import Reader
from ouverture.metrics.result import Result
from ouverture.registry.faults import did_you_mean


def claims_of(reader: Reader, links: Links, claim_id: str | None, verdict: str | None, language: str) -> dict[str, Any]:
    """Sentences and figures of the debate with their verdicts; of one of them, each way of testing it."""
    result = reader.run("claims")
    rows = result.table.to_pylist()
    tests: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        tests.setdefault(row["claim_id"], []).append(row)
    if claim_id is not None:
        if claim_id not in tests:
            hint = did_you_mean(claim_id, tests) or "; leave it out to list them."
            raise BadParameter("claim_id", claim_id, list(tests), f"There is no claim {claim_id!r}{hint}")
        return _one(tests[claim_id], result, links, language)
    first = [group[0] for group in tests.values() if verdict in (None, group[0]["verdict"])]
    listed = [
        {"claim_id": row["claim_id"], "claim": _in(row, "claim", language), "who": _in(row, "who", language)}
        | {"said": row["said"], "verdict": row["verdict"]}
        for row in first
    ]
    return {"claims": listed, "verdicts": "holds, depends (on the way of counting), fails, cannot_be_tested"} | (
        links.provenance(result, language)
    )


def _one(tests: Sequence[Mapping[str, Any]], result: Result, links: Links, language: str) -> dict[str, Any]:
    claim = tests[0]
    ways = [
        {
            "found": _in(test, "definition", language),
            "holds": test["holds"],
            "figure": test["figure"],
            "unit": test["figure_unit"],
            "against": test["against"],
            "measured_on": str(test["measured_on"]) if test["measured_on"] else None,
            "source": test["source"],
            "decides": test["inside"],
        }
        for test in tests
        if test["place"] is not None
    ]
    untested = claim["verdict"] == "cannot_be_tested"
    proof = claim["metric"]
    return {
        "answered": not untested,
        "claim": _in(claim, "claim", language),
        "who": _in(claim, "who", language),
        "said": claim["said"],
        "verdict": claim["verdict"],
        "holds_in": f"{claim['holds_in']} of {claim['definitions']} ways of counting",
        "ways": ways,
        "what_would_test_it": _in(claim, "missing", language),
        "contradicts": claim["contradicts"],
        "published_at": claim["link"],
        "proof": card_address(links.origin, proof) if proof else None,
        "page": f"{links.origin}/claims?{urlencode({'claim': claim['claim_id']})}",
    } | links.provenance(result, language)


def _in(row: Mapping[str, Any], key: str, language: str) -> Any:
    return (row.get(f"{key}_fr") if language == "fr" else None) or row[key]
