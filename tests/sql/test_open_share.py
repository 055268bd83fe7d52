"""open_share: the share of downloads at or above the reader's line, carried back on the models both readings list."""

from __future__ import annotations

from datetime import date

from tests.sql.conftest import Golden, rows

AUGUST, SEPTEMBER = date(2025, 8, 7), date(2025, 9, 7)

# August: restricted (tier 1) 600, open (tier 2) 300, unknown 100. September: restricted 500, all of it from the same
# models; open 1,500, of which 1,200 from the models that had 300 in August, and 300 from a new one; unknown 100.
TABLES = {
    "snapshot_run": """
        run_id | run_seq | snapshot_date | previous_run_id
        aug    | 1       | 2025-08-07    |
        sep    | 2       | 2025-09-07    | aug
    """,
    "mart_adoption": """
        run_id | snapshot_date | lab_id  | tier | task_scope | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
        aug    | 2025-08-07    | google  | 1    | generative | 1      | 600           |                      |
        aug    | 2025-08-07    | mistral | 2    | generative | 2      | 300           |                      |
        aug    | 2025-08-07    |         |      | generative | 1      | 100           |                      |
        aug    | 2025-08-07    | mistral | 2    | other      | 1      | 1000          |                      |
        sep    | 2025-09-07    | google  | 1    | generative | 1      | 500           | 500                  | 600
        sep    | 2025-09-07    | mistral | 2    | generative | 3      | 1500          | 1200                 | 300
        sep    | 2025-09-07    |         |      | generative | 1      | 100           | 100                  | 100
        sep    | 2025-09-07    | mistral | 2    | other      | 1      | 1000          | 1000                 | 1000
    """,
}
# Of the open models' move from 300 to 1,200, one made 100 -> 900.
MOVER = """
    run_id | snapshot_date | before_date | model_id    | lab_id  | tier | downloads_before | downloads_after
    sep    | 2025-09-07    | 2025-08-07  | mistralai/x | mistral | 2    | 100              | 900
"""


def test_shares_of_one_reading_sum_to_1_with_the_unknown_beside_them(golden: Golden) -> None:
    # August: 300, 600 and 100 of 1,000; September: 1,500, 500 and 100 of 2,100.
    assert rows(golden("open_share", TABLES), "snapshot_date", "side", "downloads_30d", "share") == [
        (AUGUST, "open", 300, 0.3),
        (AUGUST, "restricted", 600, 0.6),
        (AUGUST, "unknown", 100, 0.1),
        (SEPTEMBER, "open", 1500, 0.714286),
        (SEPTEMBER, "restricted", 500, 0.238095),
        (SEPTEMBER, "unknown", 100, 0.047619),
    ]


def test_the_earlier_share_is_what_the_newest_list_would_have_shown(golden: Golden) -> None:
    # Back from September: open 1,500 · 300/1,200 = 375, restricted 500 · 600/500 = 600, unknown 100 · 100/100 = 100:
    # together 1,075. September itself is its raw share.
    found = rows(golden("open_share", TABLES), "snapshot_date", "side", "share_like_for_like")
    assert found == [
        (AUGUST, "open", 0.348837),
        (AUGUST, "restricted", 0.55814),
        (AUGUST, "unknown", 0.093023),
        (SEPTEMBER, "open", 0.714286),
        (SEPTEMBER, "restricted", 0.238095),
        (SEPTEMBER, "unknown", 0.047619),
    ]


def test_the_reader_draws_the_line(golden: Golden) -> None:
    # Any weights: 1,500 + 500 of 2,100. With training code (tier 3): none of it, and all of the known is below the line.
    any_weights = rows(golden("open_share", TABLES, threshold="any"), "snapshot_date", "side", "share")
    assert (SEPTEMBER, "open", 0.952381) in any_weights
    code = rows(golden("open_share", TABLES, threshold="code"), "snapshot_date", "side", "share")
    assert (SEPTEMBER, "restricted", 0.952381) in code
    assert (SEPTEMBER, "unknown", 0.047619) in code


def test_all_tasks_adds_the_embedding_model(golden: Golden) -> None:
    # 1,500 + 1,000 of 2,100 + 1,000.
    found = rows(golden("open_share", TABLES, tasks="all"), "snapshot_date", "side", "share")
    assert (SEPTEMBER, "open", 0.806452) in found


def test_the_finding_compares_like_for_like(golden: Golden) -> None:
    finding = golden("open_share", TABLES).finding
    assert finding is not None
    assert (finding.case, finding.as_of, finding.values["since"]) == ("rose", SEPTEMBER, AUGUST)
    assert round(finding.values["share"], 6) == 0.714286
    assert round(finding.values["share_before"], 6) == 0.348837
    assert round(finding.values["unknown"], 6) == 0.047619
    assert finding.values["measured"] == 0.3  # what August's own list showed, beside the 35 % carried back to it
    assert (finding.confidence, finding.confidence_reason) == ("low", "few_readings")


def test_a_move_that_one_model_made_is_said_to_be_so(golden: Golden) -> None:
    # Without x the open models have 600 of 1,200 today, and went 200 -> 300: back, 600 · 200/300 = 400 of 400 + 600 + 100.
    finding = golden("open_share", TABLES | {"mart_swing": MOVER}).finding
    assert finding is not None
    assert (finding.case, finding.values["model"]) == ("one_model", "mistralai/x")
    assert (finding.confidence, finding.confidence_reason) == ("low", "few_readings")
    assert round(finding.values["share_without"], 6) == 0.5
    assert round(finding.values["share_before_without"], 6) == 0.363636


def test_machine_traffic_on_which_the_change_turns_is_called_so_in_the_title(golden: Golden) -> None:
    # The same move, of a model that adjusted figures leave out: these tell nothing of it.
    machine = MOVER.replace("downloads_after", "downloads_after | excluded").replace("| 900", "| 900 | true")
    result = golden("open_share", TABLES | {"mart_swing": machine})
    assert result.headline() == "71% of downloads go to open weights or more; machine traffic moves this"
    assert (result.note() or "").startswith(
        "Without mistralai/x, machine traffic: 50%, from 36% in August 2025. "
        "With it 71%, from 35% on the same models, 30% as listed then;"
    )
    adjusted = golden("open_share", TABLES | {"mart_swing": machine}, basis="adjusted").finding
    assert adjusted is None or adjusted.values["model"] is None


def test_a_fall_of_one_model_that_makes_the_rise_is_told_by_the_figure_without_it(golden: Golden) -> None:
    # Of the restricted models' 600 -> 500, y fell 590 -> 10; without it 10 -> 490: back, 490 · 10/490 = 10, so the open
    # share was 375 of 375 + 10 + 100: 77 %, above today's 1,500 of 2,090: 72 %.
    fell = MOVER + "    sep    | 2025-09-07    | 2025-08-07  | google/y    | google  | 1    | 590              | 10\n"
    assert golden("open_share", TABLES | {"mart_swing": fell}).headline() == (
        "71% of downloads go to open weights or more; one model moves this"
    )


def test_one_reading_is_compared_with_nothing(golden: Golden) -> None:
    august = {table: "\n".join(text.splitlines()[:6]) for table, text in TABLES.items()}
    august["snapshot_run"] = "\n".join(TABLES["snapshot_run"].splitlines()[:3])
    finding = golden("open_share", august).finding
    assert finding is not None
    assert (finding.case, finding.values["share"]) == ("one_reading", 0.3)


def test_confidence_is_low_where_most_definitions_say_otherwise(golden: Golden) -> None:
    # Three readings, all compared, all known. Permissive, generative: 40 % -> 60 %. With the 9,000 of other tasks 9,040 -> 9,060
    # of 9,100, level; any weights and stricter lines do not move: it rises under 2 of 16 (raw and adjusted).
    level = {
        "snapshot_run": """
            run_id | run_seq | snapshot_date | previous_run_id
            jul    | 1       | 2025-07-07    |
            aug    | 2       | 2025-08-07    | jul
            sep    | 3       | 2025-09-07    | aug
        """,
        "mart_adoption": """
            run_id | snapshot_date | tier | task_scope | models | downloads_30d | common_downloads_30d | common_downloads_30d_before
            jul    | 2025-07-07    | 1    | generative | 1      | 60            |                      |
            jul    | 2025-07-07    | 2    | generative | 1      | 40            |                      |
            jul    | 2025-07-07    | 2    | other      | 1      | 9000          |                      |
            aug    | 2025-08-07    | 1    | generative | 1      | 50            | 50                   | 60
            aug    | 2025-08-07    | 2    | generative | 1      | 50            | 50                   | 40
            aug    | 2025-08-07    | 2    | other      | 1      | 9000          | 9000                 | 9000
            sep    | 2025-09-07    | 1    | generative | 1      | 40            | 40                   | 50
            sep    | 2025-09-07    | 2    | generative | 1      | 60            | 60                   | 50
            sep    | 2025-09-07    | 2    | other      | 1      | 9000          | 9000                 | 9000
        """,
    }
    finding = golden("open_share", level).finding
    assert finding is not None
    assert (finding.case, finding.confidence, finding.confidence_reason) == ("rose", "low", "few_definitions")
    # every weight is open, at each reading, under each scope of tasks and figures: level, as under 14 of 16
    finding = golden("open_share", level, threshold="any").finding
    assert finding is not None
    assert (finding.case, finding.confidence) == ("flat", "high")
