"""openness_matrix: one family a lab, ten components each, every one with its evidence."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# Google has two families: T5 with two open components and 100 downloads, Gemma with one and 900 (700 of them by others).
# Ai2 has one that nobody downloads here. Systems of an index are not the registry's.
TABLES = {
    "lab": """
        lab_id | name
        google | Google
        ai2    | Ai2
    """,
    "snapshot_run": """
        run_id | run_seq | snapshot_date
        sep    | 1       | 2025-09-07
    """,
    "mart_lineage": """
        run_id | snapshot_date | lab_id | root_lab_id | root_family | base  | role   | task_scope | models | downloads_30d
        sep    | 2025-09-07    | google | google      | T5          | none  | maker  | generative | 1      | 100
        sep    | 2025-09-07    | google | google      | Gemma       | none  | maker  | generative | 1      | 200
        sep    | 2025-09-07    |        | google      | Gemma       | named | author | generative | 1      | 700
        sep    | 2025-09-07    | google | google      | T5          | none  | maker  | other      | 1      | 5000
    """,
    "openness_evidence": """
        source   | subject | lab_id | component        | value   | link           | checked_on
        registry | T5      | google | pretraining_data | open    | https://t5.w   | 2026-11-24
        registry | T5      | google | weights          | open    | https://t5.x   | 2026-11-24
        registry | Gemma   | google | pretraining_data | closed  | https://gem.w  | 2026-11-24
        registry | Gemma   | google | weights          | open    | https://gem.x  | 2026-11-24
        registry | OLMo    | ai2    | pretraining_data | open    | https://olmo.w | 2026-11-24
        registry | OLMo    | ai2    | weights          | open    | https://olmo.x | 2026-11-24
        osai     | Gemma 3 | google | data_base        | closed  | https://osai   | 2026-04-01
    """,
}


def test_the_most_downloaded_family_stands_for_its_lab_and_each_cell_has_its_link(golden: Golden) -> None:
    found = rows(golden("openness_matrix", TABLES), "family_of_lab", "component", "state", "link", "downloads_30d")
    assert found == [
        ("OLMo · Ai2", "weights", "open", "https://olmo.x", None),
        ("OLMo · Ai2", "pretraining_data", "open", "https://olmo.w", None),
        ("Gemma · Google", "weights", "open", "https://gem.x", 900),
        ("Gemma · Google", "pretraining_data", "closed", "https://gem.w", 900),
    ]


def families(golden: Golden, **parameters: object) -> list[object]:
    found = rows(golden("openness_matrix", TABLES, **parameters), "family")
    return list(dict.fromkeys(family for (family,) in found))


def test_another_family_may_stand_for_the_lab(golden: Golden) -> None:
    assert families(golden, family="most_open") == ["T5", "OLMo"]  # both two open: T5 has downloads
    assert families(golden, tasks="all") == ["T5", "OLMo"]  # 5,100 downloads against 900
    assert families(golden, family="all") == ["T5", "OLMo", "Gemma"]


def test_the_sentence_counts_rows_with_open_data(golden: Golden) -> None:
    result = golden("openness_matrix", TABLES)
    assert result.finding is not None
    assert (result.finding.case, result.finding.values["data"], result.finding.values["rows"]) == ("labs", 1, 2)
    assert golden("openness_matrix", TABLES, family="all").headline("en").startswith("2 of 3 families")
