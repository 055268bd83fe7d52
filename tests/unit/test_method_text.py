"""The texts of every metric render as method text, in both languages."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from ouverture.dashboard.texts import LANGUAGES


def every_metric() -> None:
    from ouverture.dashboard import method_text
    from ouverture.metrics.catalogue import own_catalogue

    for metric in own_catalogue().values():
        method_text.show(metric)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_has_method_text_that_renders(language: str) -> None:
    from ouverture.metrics.catalogue import own_catalogue

    app = AppTest.from_function(every_metric, default_timeout=120)
    app.session_state["lang"] = language
    app.run()
    assert not app.exception
    said = "\n".join(element.value for element in app.markdown)
    for metric in own_catalogue().values():
        texts = [metric.question, metric.formula, *(column.meaning for column in metric.columns.values())]
        for text in [*(text.in_(language) for text in texts), *metric.limits.in_(language)]:
            assert text in said, metric.name
