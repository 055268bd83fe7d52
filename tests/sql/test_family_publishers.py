"""family_publishers: through whom, and in what form, a family reaches people."""

from __future__ import annotations

from tests.sql.conftest import Golden, rows
from tests.sql.lineage import DERIVATIVES


def test_publishers_by_their_part_of_the_family(golden: Golden) -> None:
    # 600 of the base itself, 150 quantised by unsloth, 50 fine-tuned outside the registry: 0.75, 0.1875, 0.0625 of 800.
    result = golden("family_publishers", DERIVATIVES, family="Llama")
    assert rows(result, "lab_id", "relation", "role", "models", "downloads_30d", "share") == [
        ("meta", "base", "maker", 1, 600, 0.75),
        ("unsloth", "quantized", "packager", 2, 150, 0.1875),
        (None, "finetune", "author", 1, 50, 0.0625),
    ]
    finding = result.finding
    assert finding is not None
    assert (finding.case, finding.values["lab"]) == ("other", "unsloth")


def test_without_the_packager_the_largest_other_is_outside_the_registry(golden: Golden) -> None:
    finding = golden("family_publishers", DERIVATIVES, family="Llama", basis="adjusted").finding
    assert finding is not None
    assert (finding.case, finding.values["downloads"]) == ("outside", 50)
