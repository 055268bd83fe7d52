"""model_search: filters, words, order and SQL pages over mart_model."""

from __future__ import annotations

from datetime import date

import pytest

from ouverture.metrics.errors import BadParameter
from tests.sql.conftest import Golden, rows

TABLES = {
    "lab": """
        lab_id | name
        meta   | Meta
    """,
    "mart_model": """
        model_key | model_id                       | lab_id | downloads_30d | likes | tier | licence    | pipeline_tag    | size_class | gated  | created_on
        1         | meta-llama/Llama-3-8B          | meta   | 500           | 90    | 1    | llama3     | text-generation | 7-30B      | manual | 2024-04-17
        2         | meta-llama/Llama-3-8B-Instruct | meta   | 900           | 80    | 1    | llama3     | text-generation | 7-30B      | manual | 2024-04-18
        3         | someone/llama-tiny             |        | 10            | 99    | 2    | apache-2.0 | text-generation | <1B        | false  | 2025-01-01
        4         | <b>evil</b>/=1+1               |        |               |       |      |            |                 |            |        |
    """,
}


def ids(golden: Golden, **parameters: object) -> list[object]:
    return [model_id for (model_id,) in rows(golden("model_search", TABLES, **parameters), "model_id")]


def test_most_downloaded_first_and_the_uncounted_last(golden: Golden) -> None:
    assert ids(golden) == [
        "meta-llama/Llama-3-8B-Instruct",
        "meta-llama/Llama-3-8B",
        "someone/llama-tiny",
        "<b>evil</b>/=1+1",
    ]
    assert ids(golden, sort="likes")[0] == "someone/llama-tiny"
    assert ids(golden, sort="created")[0] == "someone/llama-tiny"
    assert ids(golden, sort="name")[0] == "<b>evil</b>/=1+1"


def test_every_word_must_occur_and_filters_add_up(golden: Golden) -> None:
    assert ids(golden, q="LLAMA instruct") == ["meta-llama/Llama-3-8B-Instruct"]
    assert ids(golden, q="llama", tier="2") == ["someone/llama-tiny"]
    assert ids(golden, tier="unknown") == ["<b>evil</b>/=1+1"]
    assert ids(golden, lab="meta", gated="manual", size_class="7-30B", task="text-generation", licence="llama3") != []
    assert ids(golden, q="%") == []  # no wildcard: a search for a sign finds the sign


def test_pages_count_all_that_fit(golden: Golden) -> None:
    result = golden("model_search", TABLES)
    assert set(rows(result, "total")) == {(4,)}
    assert ids(golden, page=2) == []


def test_a_value_that_no_model_has_is_refused(golden: Golden) -> None:
    with pytest.raises(BadParameter, match="apache"):
        golden("model_search", TABLES, licence="apache")


def test_a_model_that_the_newest_reading_does_not_list_says_so(golden: Golden) -> None:
    # The source last read on 7 September: a was there, b was last listed in August, c is known to be gone since.
    tables = {
        "snapshot_run": """
            run_id | run_seq | source    | snapshot_date
            aug    | 1       | osir-lmts | 2025-08-07
            sep    | 2       | osir-lmts | 2025-09-07
        """,
        "mart_model": """
            model_key | model_id | latest_source | latest_on  | gone_on
            1         | a        | osir-lmts     | 2025-09-07 |
            2         | b        | osir-lmts     | 2025-08-07 |
            3         | c        | osir-lmts     | 2025-08-07 | 2025-09-07
        """,
    }
    assert rows(golden("model_search", tables), "model_id", "unlisted_on") == [
        ("a", None),
        ("b", date(2025, 9, 7)),
        ("c", None),
    ]
