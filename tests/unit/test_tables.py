"""Numbers of a table in the page's language."""

from __future__ import annotations

import pyarrow as pa
import pytest
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from ouverture.dashboard.session import Arrival, arriving
from ouverture.dashboard.tables import _number, _prepared
from ouverture.metrics.reader import Reader


@pytest.mark.parametrize(
    ("value", "unit", "english", "french"),
    [
        (688625665, "downloads", "688,625,665", "688\u202f625\u202f665"),
        (0.53219, "share", "53.22%", "53,22\u202f%"),
        (1.0, "share", "100%", "100\u202f%"),
        (11.2345, "ratio", "11.2", "11,2"),
        (1470.25, "score", "1,470.25", "1\u202f470,25"),
        (-0.91598, "percent_change", "-0.916", "-0,916"),
    ],
)
def test_a_number_is_written_in_the_language(value: float, unit: str, english: str, french: str) -> None:
    assert _number(value, unit=unit, language="en") == english
    assert _number(value, unit=unit, language="fr").replace("\xa0", "\u202f") == french


def test_a_table_is_sent_with_its_texts_beside_its_values(panel_reader: Reader) -> None:
    """As Streamlit reads them from what we hand it: values sort, texts are in the page's language, gaps are dashes."""
    result = panel_reader.run("model_search")
    sent = ArrowData()
    with arriving(Arrival("fr", {}, "http://here")):
        shown = _prepared(result, False, ("model_id", "downloads_30d", "created_on"))
    marshall_styler(sent, shown["data"], "0")
    told = pa.ipc.open_stream(sent.styler.display_values).read_all()
    downloads = result.table.column("downloads_30d")[0].as_py()
    assert told.column("downloads_30d")[0].as_py() == _number(downloads, unit="downloads", language="fr")
    assert next(iter(shown["data"].data["downloads_30d"])) == downloads
    gaps = result.table.column("created_on").is_null().to_pylist()
    assert any(gaps)
    assert [text == "–" for text in told.column("created_on").to_pylist()] == gaps
