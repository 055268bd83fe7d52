"""likes_and_downloads: each lab's part of the likes beside its part of the downloads; what is not shown is one row."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

RUN = "run_id | run_seq | snapshot_date\nsep | 1 | 2025-09-07"
TABLES = {
    "snapshot_run": RUN,
    "mart_adoption": """
        run_id | snapshot_date | lab_id  | tier | excluded | task_scope | models | likes | downloads_30d
        sep    | 2025-09-07    | google  | 1    | false    | generative | 3      | 100   | 400
        sep    | 2025-09-07    | google  | 2    | true     | generative | 1      | 0     | 200
        sep    | 2025-09-07    | mistral | 2    | false    | generative | 4      | 300   | 300
        sep    | 2025-09-07    |         | 2    | false    | generative | 2      | 100   | 100
        sep    | 2025-09-07    | google  | 2    | false    | other      | 1      | 500   | 1000
    """,
}


def test_by_hand(golden: Golden) -> None:
    # Likes 500, downloads 1,000. google 100 and 600: 0.2 and 0.6, 1/3; mistral 300 and 300: 0.6 and 0.3, twice;
    # no lab 100 and 100: 0.2 and 0.1, twice.
    result = golden("likes_and_downloads", TABLES)
    assert rows(result, "lab_id", "models", "likes", "downloads_30d", "like_share", "download_share", "ratio") == [
        ("google", 4, 100, 600, 0.2, 0.6, 0.333333),
        ("mistral", 4, 300, 300, 0.6, 0.3, 2.0),
        (None, 2, 100, 100, 0.2, 0.1, 2.0),
    ]


def test_the_sentence_names_the_widest_gap_and_how_many_ways_of_counting_name_it(golden: Golden) -> None:
    # google: 20 % of likes, 60 % of downloads, 40 points apart; mistral 30. Adjusted (likes 500, downloads 800): google
    # 0.2 - 0.5 = -30 points, mistral 0.6 - 0.375 = +22.5. All tasks (1,000 and 2,000): google 0.6 - 0.8 = -20, mistral
    # 0.3 - 0.15 = +15; adjusted (1,000 and 1,800): google 0.6 - 0.777 = -17.8, mistral 0.3 - 0.167 = +13.3. Four of four.
    result = golden("likes_and_downloads", TABLES)
    assert result.headline() == "google: 60% of downloads, 20% of likes, September 2025"
    assert "the same lab in 4 of 4 ways of counting" in (result.note() or "")
    assert result.finding is not None
    assert (result.finding.confidence, result.finding.confidence_reason) == ("medium", "chosen_list")


def test_adjusted_figures_leave_out_both_counts_of_a_model(golden: Golden) -> None:
    # Without the excluded model: downloads 800, google 400.
    result = golden("likes_and_downloads", TABLES, basis="adjusted")
    assert rows(result, "lab_id", "like_share", "download_share")[0] == ("google", 0.2, 0.5)


def test_labs_beyond_the_fifteenth_are_one_row_and_both_shares_add_up(golden: Golden) -> None:
    # 17 labs of 117 … 101 downloads and one like each: the last two are 102 + 101 downloads and two likes.
    lines = "\n".join(f"sep | 2025-09-07 | l{n:02} | 1 | {117 - n}" for n in range(17))
    table = f"run_id | snapshot_date | lab_id | likes | downloads_30d\n{lines}"
    result = golden("likes_and_downloads", {"snapshot_run": RUN, "mart_adoption": table})
    assert rows(result, "lab_id", "likes", "downloads_30d")[-1] == ("others", 2, 203)
    assert result.table.num_rows == 16
    for share in ("like_share", "download_share"):
        assert round(sum(result.table.column(share).to_pylist()), 9) == 1


def test_shares_that_do_not_differ_by_a_point_are_level(golden: Golden) -> None:
    # google 100 of 200 likes and 500 of 1,000 downloads: no gap.
    table = "run_id | snapshot_date | lab_id | likes | downloads_30d\nsep | 2025-09-07 | google | 100 | 500\nsep | 2025-09-07 | | 100 | 500"
    result = golden("likes_and_downloads", {"snapshot_run": RUN, "mart_adoption": table})
    assert result.headline() == "No lab's share of likes is a point away from its share of downloads"


def test_a_source_without_likes_says_nothing_of_them(golden: Golden) -> None:
    table = "run_id | snapshot_date | lab_id | downloads_30d\nsep | 2025-09-07 | google | 500"
    result = golden("likes_and_downloads", {"snapshot_run": RUN, "mart_adoption": table})
    assert rows(result, "like_share", "download_share", "ratio") == [(None, 1.0, None)]
    assert result.finding is None
