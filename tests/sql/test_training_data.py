"""training_data: what is counted by the openness of its pre-training data, and the systems of the index beside it."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

SEPTEMBER, ASSESSED = date(2025, 9, 7), date(2026, 4, 14)

# OLMo open: 100 downloads of 2 models (a fine-tune by another lab counts with its root). Gemma closed: 700 of 1. A family
# that nobody judged: 150 of 1; another lab's family of the same name as Gemma: 50 of 1. The embedding model: other tasks.
# The index: base data open 1 of 4, partial 1, closed 2; end data open 2 of 4, closed 2.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 1       | 2025-09-07
    """,
    "mart_lineage": """
        run_id | snapshot_date | lab_id | root_lab_id | root_family | base  | role   | task_scope | models | downloads_30d
        sep    | 2025-09-07    | ai2    | ai2         | OLMo        | none  | maker  | generative | 1      | 80
        sep    | 2025-09-07    |        | ai2         | OLMo        | named | author | generative | 1      | 20
        sep    | 2025-09-07    | google | google      | Gemma       | none  | maker  | generative | 1      | 700
        sep    | 2025-09-07    | other  | other       | Gemma       | none  | maker  | generative | 1      | 50
        sep    | 2025-09-07    |        |             |             | none  | maker  | generative | 1      | 150
        sep    | 2025-09-07    | google | google      | Gemma       | none  | maker  | other      | 1      | 9000
    """,
    "openness_evidence": """
        source   | subject | lab_id | component        | value   | checked_on
        registry | OLMo    | ai2    | pretraining_data | open    | 2026-11-24
        registry | Gemma   | google | pretraining_data | closed  | 2026-11-24
        registry | Gemma   | google | weights          | open    | 2026-11-24
        osai     | A       |        | data_base        | open    | 2026-04-01
        osai     | B       |        | data_base        | partial | 2026-04-14
        osai     | C       |        | data_base        | closed  | 2026-04-01
        osai     | D       |        | data_base        | closed  | 2026-04-01
        osai     | A       |        | data_end         | open    | 2026-04-01
        osai     | B       |        | data_end         | open    | 2026-04-01
        osai     | C       |        | data_end         | closed  | 2026-04-14
        osai     | D       |        | data_end         | closed  | 2026-04-01
    """,
}


def test_downloads_models_and_systems_are_counted_apart(golden: Golden) -> None:
    found = rows(golden("training_data", TABLES), "counted", "state", "number", "share", "as_of")
    assert found == [
        ("downloads", "open", 100, 0.1, SEPTEMBER),
        ("downloads", "partial", 0, 0.0, SEPTEMBER),
        ("downloads", "closed", 700, 0.7, SEPTEMBER),
        ("downloads", "unknown", 200, 0.2, SEPTEMBER),
        ("models", "open", 2, 0.4, SEPTEMBER),
        ("models", "partial", 0, 0.0, SEPTEMBER),
        ("models", "closed", 1, 0.2, SEPTEMBER),
        ("models", "unknown", 2, 0.4, SEPTEMBER),
        ("index_base", "open", 1, 0.25, ASSESSED),
        ("index_base", "partial", 1, 0.25, ASSESSED),
        ("index_base", "closed", 2, 0.5, ASSESSED),
        ("index_base", "unknown", 0, 0.0, ASSESSED),
        ("index_end", "open", 2, 0.5, ASSESSED),
        ("index_end", "partial", 0, 0.0, ASSESSED),
        ("index_end", "closed", 2, 0.5, ASSESSED),
        ("index_end", "unknown", 0, 0.0, ASSESSED),
    ]


def test_the_claim_is_true_of_most_where_even_the_unknown_could_not_tip_it(golden: Golden) -> None:
    # Open 0.1, with all the unknown 0.3: less than half.
    finding = golden("training_data", TABLES).finding
    assert finding is not None
    assert (finding.case, finding.confidence) == ("few", "medium")
    assert (finding.values["downloads"], finding.values["systems"], finding.values["unknown"]) == (0.1, 0.25, 0.2)


def test_where_the_unknown_could_tip_it_nothing_is_decided(golden: Golden) -> None:
    # Without the evidence on Gemma: open 0.1, unknown 0.9.
    evidence = "\n".join(line for line in TABLES["openness_evidence"].splitlines() if "Gemma" not in line)
    finding = golden("training_data", TABLES | {"openness_evidence": evidence}).finding
    assert finding is not None
    assert (finding.case, finding.confidence) == ("undecided", "low")
