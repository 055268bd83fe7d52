"""identity_unmatched: names that a join of score, price, licence and downloads would lose."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

# alpha is on the board, in the catalogue and on the Hub: joined. beta is open, on the board, nowhere else: lacks both.
# gamma is closed and has no price: lacks a catalogue. delta is open in the catalogue, without a repository: lacks the Hub.
# epsilon, closed, needs no repository: joined. old stood on an earlier date of the board only: not asked for.
TABLES = {
    "benchmark_score": """
        yardstick | as_of      | model   | is_open | score | source
        y         | 2026-03-01 | old     | true    | 1     | s
        y         | 2026-04-01 | Alpha   | true    | 3     | s
        y         | 2026-04-01 | beta    | true    | 2     | s
        y         | 2026-04-01 | gamma   | false   | 1     | s
        y         | 2026-04-01 | epsilon | false   | 1     | s
    """,
    "api_model": """
        model   | lab | open_weights | as_of      | source
        alpha   | l   | true         | 2026-05-01 | c
        delta   | l   | true         | 2026-05-01 | c
        epsilon | l   | false        | 2026-05-01 | c
    """,
    "model_identity": """
        canonical | kind      | source | name    | rule
        old       | board     | s      | old     | normalised
        alpha     | board     | s      | Alpha   | normalised
        beta      | board     | s      | beta    | normalised
        gamma     | board     | s      | gamma   | normalised
        epsilon   | board     | s      | epsilon | normalised
        alpha     | catalogue | c      | alpha   | normalised
        delta     | catalogue | c      | delta   | normalised
        epsilon   | catalogue | c      | epsilon | normalised
        alpha     | hub       | hub    | l/alpha | normalised
    """,
}


def test_each_name_says_what_it_lacks(golden: Golden) -> None:
    result = golden("identity_unmatched", TABLES)
    assert rows(result, "kind", "name", "side", "lacks") == [
        ("board", "beta", "open", "both"),
        ("board", "gamma", "closed", "catalogue"),
        ("catalogue", "delta", "open", "hub"),
    ]


def test_the_sentence_counts_both_kinds(golden: Golden) -> None:
    result = golden("identity_unmatched", TABLES)
    headline = "Not joined: 2 board names lack a price, 2 open ones a repository"
    assert result.headline("en") == headline


def test_an_id_and_a_name_that_disagree_stand_on_a_page(golden: Golden) -> None:
    # two providers serve l/alpha under the name of delta: one row; where id and name agree there is none
    tables = {
        "catalogue_repository": """
            source | provider | model_id | repository | canonical | named
            live   | p        | l/alpha  | l/alpha    | alpha     | delta
            live   | q        | l/alpha  | l/alpha    | alpha     | delta
            live   | r        | l/alpha  | l/alpha    | alpha     | alpha
        """,
        "catalogue_model": """
            source | provider | model_id | name  | open_weights | captured_on | listed
            live   | p        | l/alpha  | Delta | false        | 2026-11-01  | true
            live   | q        | l/alpha  | Delta | true         | 2026-11-02  | true
        """,
    }
    result = golden("identity_unmatched", TABLES | tables)
    assert [row for row in rows(result, "name", "canonical", "named", "side", "lacks") if row[4] == "agreement"] == [
        ("l/alpha", "alpha", "delta", "open", "agreement")
    ]
    assert "the id decides" in str(result.note("en"))
    assert "2 board names" in str(result.headline("en"))


def test_nothing_to_join_is_no_sentence(golden: Golden) -> None:
    assert golden("identity_unmatched", {}).finding is None
