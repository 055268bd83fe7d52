"""Own snapshots that go on from an archive's line: joined where both agree on the days that both describe, else a break."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sql.conftest import Golden, rows

EARLY, LATE, OWN, NEXT = date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 17)

# The archive reads on 2, 9 and 16 November, own snapshots on 16 and 17: they share the 16th. The archive's reading of
# that day is not drawn. The lab's models had 100, then 110 in the archive; 120 and 121 in own snapshots, which list one
# more model with 10 (so 130, 131). Against the archive's 9 November the common models went from 110 to 120.
RUNS = """
    run_id | run_seq | source    | snapshot_date | previous_run_id
    a2     | 1       | hub-stats | 2026-11-02    |
    a9     | 2       | hub-stats | 2026-11-09    | a2
    a16    | 3       | hub-stats | 2026-11-16    | a9
    h16    | 4       | hub       | 2026-11-16    |
    h17    | 5       | hub       | 2026-11-17    | h16
"""
ADOPTION = """
    run_id | source    | snapshot_date | lab_id | tier | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
    a2     | hub-stats | 2026-11-02    | qwen   | 2    | 2      | 100           |                      |
    a9     | hub-stats | 2026-11-09    | qwen   | 2    | 2      | 110           | 110                  | 100
    a16    | hub-stats | 2026-11-16    | qwen   | 2    | 2      | 119           | 119                  | 110
    h16    | hub       | 2026-11-16    | qwen   | 2    | 3      | 130           |                      |
    h17    | hub       | 2026-11-17    | qwen   | 2    | 3      | 131           | 131                  | 130
    a2     | hub-stats | 2026-11-02    | meta   | 1    | 1      | 100           |                      |
    a9     | hub-stats | 2026-11-09    | meta   | 1    | 1      | 100           | 100                  | 100
    a16    | hub-stats | 2026-11-16    | meta   | 1    | 1      | 100           | 100                  | 100
    h16    | hub       | 2026-11-16    | meta   | 1    | 1      | 100           |                      |
    h17    | hub       | 2026-11-17    | meta   | 1    | 1      | 100           | 100                  | 100
"""
JOINT = """
    run_id | source | snapshot_date | other_source | other_run_id | lab_id | tier | common_downloads_30d | common_downloads_30d_before
    h16    | hub    | 2026-11-16    | hub-stats    | a9           | qwen   | 2    | 120                  | 110
    h16    | hub    | 2026-11-16    | hub-stats    | a9           | meta   | 1    | 100                  | 100
"""
# On 16 November the common models have 220 in own snapshots; in the archive 219 (1 in 219: 0.46 %), or 200 (10 %).
OVERLAP = """
    run_id | source | other_source | snapshot_date | models | other_models | common_models | downloads_30d | other_downloads_30d
    h16    | hub    | hub-stats    | 2026-11-16    | 4      | 3            | 3             | 220           | {archive}
"""
HISTORY = {
    "snapshot_run": RUNS,
    "mart_name": "name | model_key\nQwen/x | 1\nQwen/y | 2",
    # x moves in every reading; y is listed by the archive alone.
    "reading": """
        model_key | run_seq | source    | listed | downloads_30d
        1         | 1       | hub-stats | true   | 50
        1         | 2       | hub-stats | true   | 55
        1         | 3       | hub-stats | true   | 59
        1         | 4       | hub       | true   | 60
        1         | 5       | hub       | true   | 61
        2         | 1       | hub-stats | true   | 7
    """,
}


def tables(archive: int) -> dict[str, str]:
    return {
        "lab": "lab_id | name\nqwen | Qwen\nmeta | Meta",
        "snapshot_run": RUNS,
        "mart_adoption": ADOPTION,
        "mart_joint": JOINT,
        "mart_source_overlap": OVERLAP.format(archive=archive),
        "reading": HISTORY["reading"],
        "mart_name": HISTORY["mart_name"],
    }


AGREES, DIFFERS = tables(219), tables(200)


def test_a_lab_goes_on_from_the_archive_where_both_agree(golden: Golden) -> None:
    # The index: 100, · 110/100 = 110, · 120/110 = 120 across the joint, · 131/130 = 120.923077.
    result = golden("lab_adoption", AGREES, labs=["qwen"])
    assert rows(
        result, "line", "source", "snapshot_date", "downloads_30d", "index_like_for_like", "joint", "flags"
    ) == [
        ("hub", "hub-stats", EARLY, 100, 100.0, None, None),
        ("hub", "hub-stats", LATE, 110, 110.0, None, None),
        ("hub", "hub", OWN, 130, 120.0, "joined", None),
        ("hub", "hub", NEXT, 131, 120.923077, None, None),
    ]
    assert rows(result, "joint_gap")[2] == (0.004566,)
    # The finding's change runs through the joint from 9 November on, where the compared models begin to carry the total.
    assert result.finding is not None
    assert (result.finding.values["since"], round(result.finding.values["growth"], 6)) == (EARLY, 0.209231)
    assert [credit.source for credit in result.credits] == ["hub", "hub-stats"]


def test_a_lab_breaks_where_they_do_not(golden: Golden) -> None:
    # The own side of the index begins anew: 100, · 131/130.
    result = golden("lab_adoption", DIFFERS, labs=["qwen"])
    assert rows(
        result, "line", "source", "snapshot_date", "downloads_30d", "index_like_for_like", "joint", "flags"
    ) == [
        ("hub", "hub-stats", EARLY, 100, 100.0, None, None),
        ("hub", "hub-stats", LATE, 110, 110.0, None, None),
        ("hub", "hub", OWN, 130, 100.0, "break", "break gap"),
        ("hub", "hub", NEXT, 131, 100.769231, None, None),
    ]
    assert rows(result, "joint_gap")[2] == (0.1,)
    assert result.finding is not None
    assert result.finding.values["since"] == OWN  # no growth is read across the break


def test_the_open_share_is_carried_back_through_the_joint(golden: Golden) -> None:
    # Back from 131 open and 100 restricted: · 130/131 = 130, · 110/120 = 119.166667, · 100/110 = 108.333333; restricted
    # stays 100. Open share: 131/231, 130/230, 119.166667/219.166667, 108.333333/208.333333.
    found = rows(golden("open_share", AGREES), "snapshot_date", "source", "side", "share_like_for_like", "joint")
    assert [row for row in found if row[2] == "open"] == [
        (EARLY, "hub-stats", "open", 0.52, None),
        (LATE, "hub-stats", "open", 0.543726, None),
        (OWN, "hub", "open", 0.565217, "joined"),
        (NEXT, "hub", "open", 0.567100, None),
    ]


def test_on_the_far_side_of_a_break_the_share_is_the_archives_own(golden: Golden) -> None:
    # The archive's line ends at its own last reading, of 16 November, which is not drawn: back from 110 of 210.
    found = rows(golden("open_share", DIFFERS), "snapshot_date", "side", "share_like_for_like", "joint", "flags")
    assert [row for row in found if row[1] == "open"] == [
        (EARLY, "open", 0.5, None, None),
        (LATE, "open", 0.52381, None, None),
        (OWN, "open", 0.565217, "break", "break gap"),
        (NEXT, "open", 0.567100, None, None),
    ]


@pytest.mark.parametrize(("given", "carried"), [(AGREES, (108.333333, 119.166667)), (DIFFERS, (100.0, 110.0))])
def test_ranks_run_through_a_joint_and_not_through_a_break(
    golden: Golden, given: dict[str, str], carried: tuple[float, float]
) -> None:
    # Walked back from 131: 130, then · 110/120 and · 100/110 through the joint; beyond a break from the archive's own 110.
    found = rows(golden("rank_bump", given), "lab_id", "line", "source", "like_for_like", "joint")
    verdict = "joined" if given is AGREES else "break"
    assert [row[1:] for row in found if row[0] == "qwen"] == [
        ("hub", "hub-stats", carried[0], None),
        ("hub", "hub-stats", carried[1], None),
        ("hub", "hub", 130.0, verdict),
        ("hub", "hub", 131.0, None),
    ]


def test_a_source_asked_for_alone_is_whole_and_joined_to_nothing(golden: Golden) -> None:
    found = rows(golden("lab_adoption", AGREES, labs=["qwen"], source="hub-stats"), "line", "snapshot_date", "joint")
    assert found == [("hub-stats", day, None) for day in (EARLY, LATE, OWN)]
    found = rows(
        golden("lab_adoption", AGREES, labs=["qwen"], source="hub"),
        "line",
        "snapshot_date",
        "joint",
        "index_like_for_like",
    )
    assert found == [("hub", OWN, None, 100.0), ("hub", NEXT, None, 100.769231)]


def test_without_a_common_day_there_is_no_verdict_and_lines_stay_apart(golden: Golden) -> None:
    found = rows(golden("lab_adoption", AGREES | {"mart_source_overlap": "run_id"}, labs=["qwen"]), "line", "joint")
    assert found == [("hub", None)] * 2 + [("hub-stats", None)] * 3


@pytest.mark.parametrize(("given", "verdict", "flags"), [(AGREES, "joined", None), (DIFFERS, "break", "break gap")])
def test_a_model_goes_on_from_the_archive(
    golden: Golden, given: dict[str, str], verdict: str, flags: str | None
) -> None:
    found = rows(golden("model_history", given, model="Qwen/x"), "line", "source", "downloads_30d", "joint", "flags")
    assert found == [
        ("hub", "hub-stats", 50, None, None),
        ("hub", "hub-stats", 55, None, None),
        ("hub", "hub", 60, verdict, flags),
        ("hub", "hub", 61, None, None),
    ]


def test_a_model_that_own_snapshots_do_not_list_keeps_the_archives_line(golden: Golden) -> None:
    found = rows(golden("model_history", AGREES, model="Qwen/y"), "line", "source", "downloads_30d", "joint")
    assert found == [("hub-stats", "hub-stats", 7, None)] * 3
