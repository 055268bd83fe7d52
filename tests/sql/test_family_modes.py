"""family_modes: what a family weighs at its own lab, in all, and without the repackagings of others."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import DERIVATIVES, FAMILY


def test_a_family_counts_its_derivatives_and_leaves_out_what_others_repackaged(golden: Golden) -> None:
    # Llama: 600 at Meta; 150 repackaged by unsloth and 50 of an author descend from it: 800 in all, 650 without the 150.
    result = golden("family_modes", DERIVATIVES, family="Llama")
    assert rows(result, "mode", "models", "downloads_30d") == [
        ("family", 4, 800),
        ("packager", 2, 650),
        ("publisher", 1, 600),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["share"]) == ("thin", 0.25)  # 200 of 800: too few to say


def test_a_part_is_told_from_ten_thousand_downloads_on(golden: Golden) -> None:
    # 9,000 of Meta's own and 3,000 of others on its base: 3,000 of 12,000 = 25 %.
    tables = {
        "snapshot_run": FAMILY["snapshot_run"],
        "mart_derivative": "run_id | root_family\nsep | Llama",
        "mart_lineage": """
            run_id | snapshot_date | lab_id  | root_lab_id | root_family | base  | models | downloads_30d
            sep    | 2025-09-07    | meta    | meta        | Llama       | none  | 1      | 9000
            sep    | 2025-09-07    | unsloth | meta        | Llama       | named | 1      | 3000
        """,
    }
    assert golden("family_modes", tables, family="Llama").headline() == (
        "25% of the Llama family's downloads come through others, September 2025"
    )
    dependence = golden("intermediary_dependence", tables).headline()
    assert dependence == "25% of the Llama family's downloads come through others, September 2025"
    assert golden("intermediary_dependence", FAMILY).headline() == (
        "Too few downloads through others to say which family depends on them"
    )


def test_adjusted_leaves_machine_traffic_out(golden: Golden) -> None:
    result = golden("family_modes", DERIVATIVES, family="Llama", basis="adjusted")
    assert rows(result, "mode", "downloads_30d") == [("family", 650), ("packager", 650), ("publisher", 600)]
