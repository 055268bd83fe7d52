"""routed_labs: whose models, with rows for the rest."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.routed import SECOND, TABLES


def test_by_lab_the_rows_of_a_day_add_up(golden: Golden) -> None:
    # 9 March: Beta 50 of 100, all open; Alpha 20, closed; the cover name 20 and other 10, which may be open.
    result = golden("routed_labs", TABLES, on=SECOND)
    assert rows(result, "lab", "lab_id", "models", "share", "open_low", "open_high") == [
        ("Beta", "beta", 2, 0.5, 1, 1),
        ("Alpha", "alpha", 1, 0.2, 0, 0),
        ("maker_unknown", None, 1, 0.2, 0, 1),
        ("below_the_list", None, None, 0.1, 0, 1),
    ]
    assert result.headline() == "Beta takes 50% of routed tokens, Alpha 20%, March 2026"
    # The newest day: b/new counts for its maker's lab, though nothing is known of it: 26 of 40, of it open 20 to 26.
    assert rows(golden("routed_labs", TABLES), "lab", "share", "open_low", "open_high")[0] == (
        "Beta",
        0.65,
        0.769231,
        1,
    )


def test_smaller_labs_are_a_row(golden: Golden) -> None:
    # Thirteen labs of 13 to 1 tokens, of 91: the thirteenth is the row of smaller labs.
    names = [f"lab{n:02}" for n in range(13)]
    tables = {
        "router_model": "model_slug | lab | open_weights\n" + "\n".join(f"{n}/m | {n} | true" for n in names),
        "router_tokens": "observed_on | model_slug | total_tokens | is_other\n"
        + "\n".join(f"2026-03-01 | {name}/m | {13 - n} | false" for n, name in enumerate(names)),
    }
    last = rows(golden("routed_labs", tables), "lab", "share")[-1]
    assert last == ("smaller_labs", round(1 / 91, 6))
