"""turnover: newcomers, Jaccard distance and Kendall's tau between the top lists of two readings."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

RUNS = """
    run_id | run_seq | snapshot_date | previous_run_id
    aug    | 1       | 2025-08-07    |
    sep    | 2       | 2025-09-07    | aug
"""


def top(august: str, september: str) -> str:
    lines = ["run_id | snapshot_date | basis | tasks | unit | place | unit_id | downloads_30d | share"]
    for run, day, names in (("aug", "2025-08-07", august), ("sep", "2025-09-07", september)):
        lines += [
            f"{run} | {day} | raw | generative | model | {n} | {m} | {100 - n} | .1" for n, m in enumerate(names, 1)
        ]
    return "\n".join(lines)


def test_by_hand(golden: Golden) -> None:
    # Top tens abcdefghij and abcdefghkl: two of ten are new, eight common, union twelve: distance 1 - 8/12 = 1/3.
    # Order: a and b change places, all other pairs of the eight common agree: 27 of 28 pairs, tau = (27 - 1) / 28.
    result = golden("turnover", {"snapshot_run": RUNS, "mart_top": top("abcdefghij", "bacdefghkl")})
    assert rows(result, "days", "replaced", "jaccard_distance", "kendall_tau", "newcomers", "leader") == [
        (31, 0.2, 0.333333, 0.928571, ["k", "l"], "b")
    ]
    assert result.finding is not None and result.finding.case == "thin"  # one comparison is no habit


def test_nights_are_compared_with_the_reading_a_month_before(golden: Golden) -> None:
    # 7 September: 6 September and 4 August are a day and 34 days off, 7 August 31: closest to 30. Of its ten, none is new
    # against the night before, two against August.
    runs = """
        run_id | run_seq | snapshot_date | previous_run_id
        old    | 0       | 2025-08-04    |
        aug    | 1       | 2025-08-07    | old
        six    | 2       | 2025-09-06    | aug
        sep    | 3       | 2025-09-07    | six
    """
    tables = {"snapshot_run": runs, "mart_top": top("abcdefghij", "bacdefghkl")}
    for run, day, names in (("six", "2025-09-06", "bacdefghkl"), ("old", "2025-08-04", "qrstuvwxyz")):
        tables["mart_top"] += "".join(
            f"\n{run} | {day} | raw | generative | model | {n} | {m} | {100 - n} | .1" for n, m in enumerate(names, 1)
        )
    month, night = golden("turnover", tables), golden("turnover", tables, version="1")
    assert (date(2025, 9, 7), 31, 0.2) in rows(month, "snapshot_date", "days", "replaced")
    assert (date(2025, 9, 7), 1, 0.0) in rows(night, "snapshot_date", "days", "replaced")


def test_the_same_list_has_no_turnover_and_a_reversed_one_tau_minus_one(golden: Golden) -> None:
    same = golden("turnover", {"snapshot_run": RUNS, "mart_top": top("abcd", "abcd")})
    assert rows(same, "replaced", "kendall_tau", "newcomers") == [(0.0, 1.0, [])]
    turned = golden("turnover", {"snapshot_run": RUNS, "mart_top": top("abcd", "dcba")})
    assert rows(turned, "replaced", "kendall_tau") == [(0.0, -1.0)]


def test_six_comparable_months_make_a_sentence(golden: Golden) -> None:
    # The same ten at seven readings, a month apart: six comparisons, none new; five are too few.
    days = [f"2025-{month:02}-07" for month in range(2, 9)]
    runs = "run_id | run_seq | snapshot_date | previous_run_id\n"
    runs += "\n".join(f"r{n} | {n} | {day} | {f'r{n - 1}' if n else ''}" for n, day in enumerate(days))
    lists = "run_id | snapshot_date | basis | tasks | unit | place | unit_id\n"
    lists += "\n".join(
        f"r{n} | {day} | raw | generative | model | {place} | {model}"
        for n, day in enumerate(days)
        for place, model in enumerate("abcdefghij", 1)
    )
    tables = {"snapshot_run": runs, "mart_top": lists}
    assert golden("turnover", tables).headline() == "In a typical month, 0% of the top ten by downloads is new"
    fewer = {"snapshot_run": runs.rsplit("\n", 1)[0], "mart_top": "\n".join(lists.split("\n")[:-10])}
    assert golden("turnover", fewer).headline() == "Fewer than 6 comparable months: too few readings to say"


def test_a_leader_that_is_machine_traffic_is_flagged(golden: Golden) -> None:
    tables = {"snapshot_run": RUNS, "mart_top": top("abcdefghij", "bacdefghkl")}
    left_out = "run_id | snapshot_date | model_key | model_id | task_scope | why\nsep | 2025-09-07 | 2 | b | generative | automation"
    result = golden("turnover", tables | {"mart_left_out": left_out})
    assert rows(result, "leader", "flags") == [("b", "excluded")]
