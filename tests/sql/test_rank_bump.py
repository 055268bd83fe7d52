"""rank_bump: places of the labs that every reading of the window lists, like for like or raw."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows

TABLES = {
    "lab": """
        lab_id  | name
        google  | Google
        meta    | Meta
        qwen    | Qwen
        mistral | Mistral
    """,
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        jul    | 1       | 2025-07-07    |
        aug    | 2       | 2025-08-07    | jul
        sep    | 3       | 2025-09-07    | aug
    """,
    # meta doubles on the same models at each step; its August total also holds an organisation that entered.
    # mistral is listed in September only: not ranked.
    "mart_adoption": """
        run_id | snapshot_date | lab_id  | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
        jul    | 2025-07-07    | google  | 1      | 300           |                      |
        jul    | 2025-07-07    | meta    | 1      | 50            |                      |
        jul    | 2025-07-07    | qwen    | 1      | 100           |                      |
        aug    | 2025-08-07    | google  | 1      | 300           | 300                  | 300
        aug    | 2025-08-07    | meta    | 2      | 200           | 100                  | 50
        aug    | 2025-08-07    | qwen    | 1      | 150           | 150                  | 100
        sep    | 2025-09-07    | google  | 1      | 300           | 300                  | 300
        sep    | 2025-09-07    | meta    | 2      | 400           | 400                  | 200
        sep    | 2025-09-07    | qwen    | 1      | 150           | 150                  | 150
        sep    | 2025-09-07    | mistral | 1      | 900           |                      |
    """,
    "mart_lab": """
        run_id | snapshot_date | lab_id | organisations        | organisations_entered
        aug    | 2025-08-07    | meta   | [facebook, FacebookAI] | [FacebookAI]
    """,
}


def test_like_for_like_by_hand(golden: Golden) -> None:
    # meta walked back: 400, 400 x 200/400 = 200, 200 x 50/100 = 100; qwen: 150, 150, 150 x 100/150 = 100
    result = golden("rank_bump", TABLES)
    assert rows(result, "lab_id", "rank", "like_for_like", "flags") == [
        ("meta", 2, 100.0, None),
        ("meta", 2, 200.0, "break"),
        ("meta", 1, 400.0, None),
        ("google", 1, 300.0, None),
        ("google", 1, 300.0, None),
        ("google", 2, 300.0, None),
        ("qwen", 2, 100.0, None),
        ("qwen", 3, 150.0, None),
        ("qwen", 3, 150.0, None),
    ]
    assert result.headline() == "Meta passed Google to the first place in downloads"
    assert (result.note() or "").startswith(
        "First at every reading from 7 September 2025 on, on the same models as on 7 July 2025: as listed"
    )


def test_raw_ranks_follow_the_totals_as_read(golden: Golden) -> None:
    result = golden("rank_bump", TABLES, rank_by="raw")
    assert [row for row in rows(result, "lab_id", "rank") if row[0] == "meta"] == [
        ("meta", 3),
        ("meta", 2),
        ("meta", 1),
    ]


def test_one_model_that_fell_is_named(golden: Golden) -> None:
    # google ends 400 - 300 = 100 behind meta: less than the 101 that google/g lost in one step
    fell = """
        run_id | snapshot_date | before_date | model_id | lab_id | downloads_before | downloads_after
        aug    | 2025-08-07    | 2025-07-07  | google/g | google | 121              | 20
        aug    | 2025-08-07    | 2025-07-07  | google/h | google | 20               | 5
    """
    headline = golden("rank_bump", TABLES | {"mart_mover": fell}).headline()
    assert headline == "Meta is first, after google/g fell from 121 to 20"


def test_a_climb_behind_an_unchanged_leader(golden: Golden) -> None:
    # With google ten times larger meta still passes qwen, from a shared place 2 to 2; raw, from 3 to 2.
    larger = TABLES | {"mart_adoption": TABLES["mart_adoption"].replace("300", "3000")}
    assert golden("rank_bump", larger).headline() == "None of the leading labs climbed; Google is first"
    raw = golden("rank_bump", larger, rank_by="raw").headline()
    assert raw == "Meta climbed from place 3 to place 2; Google is first"


def test_a_single_reading_names_no_climber(golden: Golden) -> None:
    result = golden("rank_bump", TABLES, days=30)
    assert {row[0] for row in rows(result, "lab_id")} == {"mistral", "meta", "google", "qwen"}
    assert result.headline() == "Too few readings to tell who climbed"


def test_a_lab_may_miss_a_reading_but_not_two_of_eleven(golden: Golden) -> None:
    # google has 300 at every reading, meta 400 and none at the sixth; mistral misses the fourth and the fifth.
    days = [f"2025-{month:02}-07" for month in range(1, 12)]
    figures = {
        "google": [300] * 11,
        "meta": [400] * 5 + [None] + [400] * 5,
        "mistral": [900] * 3 + [None] * 2 + [900] * 6,
    }
    runs, adoption = (
        ["run_id | run_seq | snapshot_date | previous_run_id"],
        [
            "run_id | snapshot_date | lab_id | models | downloads_30d | common_downloads_30d | common_downloads_30d_before"
        ],
    )
    for number, day in enumerate(days):
        runs.append(f"r{number} | {number + 1} | {day} | {f'r{number - 1}' if number else ''}")
        for lab, values in figures.items():
            now, then = values[number], values[number - 1] if number else None
            common = f"{now} | {then}" if now and then else "|"
            if now:
                adoption.append(f"r{number} | {day} | {lab} | 1 | {now} | {common}")
    tables = {"lab": TABLES["lab"], "snapshot_run": "\n".join(runs), "mart_adoption": "\n".join(adoption)}
    found = rows(golden("rank_bump", tables, days=3650), "lab_id", "rank", "ranked_labs")
    assert found.count(("meta", 1, 2)) == 10  # no row where it is not listed
    assert found.count(("google", 2, 2)) == 11  # and google does not climb on that account
    assert len(found) == 21


def test_missing_counts_are_flagged_and_move_no_earlier_place(golden: Golden) -> None:
    # In September 300 of meta's 400 come without a count (150 in August): 100 are compared, of 50: it doubled. Places are
    # carried from its August 200, not from the 100 read: 100, 200, 400.
    header, *lines = TABLES["mart_adoption"].strip().splitlines()
    lines = [f"{line} | 0" for line in lines if "mistral" not in line and not ("sep" in line and "meta" in line)]
    lines = [f"{header} | uncounted_downloads_30d", *lines, "sep | 2025-09-07 | meta | 2 | 100 | 100 | 50 | 150"]
    result = golden("rank_bump", TABLES | {"mart_adoption": "\n".join(lines)})
    assert [row[1:] for row in rows(result, "lab_id", "rank", "like_for_like", "flags") if row[0] == "meta"] == [
        (2, 100.0, None),
        (2, 200.0, "break"),
        (1, 400.0, "partial"),
    ]
