"""missing_base: models that look derived but name no base."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import DERIVATIVES


def test_models_without_a_base_are_listed_with_their_part(golden: Golden) -> None:
    # 200 of 1,000 downloads look derived without a base; 200 of 1,000 have one declared.
    result = golden("missing_base", DERIVATIVES)
    assert rows(result, "model_id", "downloads_30d", "missing_share", "named_share") == [("qwen/q-AWQ", 200, 0.2, 0.2)]


def test_what_is_named_and_is_no_repository_is_told(golden: Golden) -> None:
    named = {
        "mart_derivative": """
            run_id | snapshot_date | model_id  | base    | named_as | relation | downloads_30d
            sep    | 2025-09-07    | you/tuned | missing | ./out    | finetune | 50
        """
    }
    assert rows(golden("missing_base", DERIVATIVES | named), "model_id", "named_as") == [("you/tuned", "./out")]


def test_the_model_named_is_no_machine_traffic(golden: Golden) -> None:
    named = {
        "mart_derivative": """
            run_id | snapshot_date | model_id  | base    | downloads_30d | excluded
            sep    | 2025-09-07    | farm/bot  | missing | 150           | true
            sep    | 2025-09-07    | you/tuned | missing | 50            | false
        """
    }
    result = golden("missing_base", DERIVATIVES | named, basis="raw")
    assert rows(result, "model_id", "flags") == [("farm/bot", "excluded"), ("you/tuned", None)]
    assert "Most downloaded: you/tuned." in str(result.note())


def test_adjusted_shares_are_over_what_is_kept(golden: Golden) -> None:
    # 200 of 850 look derived without a base.
    result = golden("missing_base", DERIVATIVES, basis="adjusted")
    assert rows(result, "model_id", "missing_share") == [("qwen/q-AWQ", 0.235294)]


def test_a_table_that_is_cut_says_how_much_is_shown(golden: Golden) -> None:
    # 250 models name no base; the mart keeps some, the table shows what it has.
    lines = "\n".join(f"sep | 2025-09-07 | org/m{n:03} | missing | {1000 - n}" for n in range(210))
    result = golden(
        "missing_base",
        {
            "snapshot_run": "run_id | snapshot_date\nsep | 2025-09-07",
            "mart_lineage": "run_id | snapshot_date | base | models | downloads_30d\nsep | 2025-09-07 | missing | 250 | 100000",
            "mart_derivative": "run_id | snapshot_date | model_id | base | downloads_30d\n" + lines,
        },
    )
    assert result.table.num_rows == 200
    assert str(result.note()).endswith("Shown: 200 of 250.")
    assert str(result.note("fr")).endswith("Affichés\xa0: 200 sur 250.")
