"""What is said above a card whose build is gone: that it was kept, and what the same question is answered today."""

from __future__ import annotations

import streamlit as st

from ouverture.dashboard import navigation, session
from ouverture.dashboard.session import escape_markdown, t
from ouverture.formatting import formatted
from ouverture.metrics.errors import MetricError
from ouverture.metrics.restated import compare
from ouverture.metrics.result import Result


def banner(result: Result) -> None:
    """Both answers side by side, then and now, where the result comes out of the archive; else nothing."""
    if not result.build.archived:
        return
    language = session.language()
    asked = {"metric": result.metric.name} | session.changed_parameters(result)
    said = [t("archived.kept", date=formatted(result.build.built_at, "date", language))]
    try:
        now = session.reader().run(result.metric.name, result.parameters)
    except MetricError:  # the question itself has changed, or there is no build
        st.info(f"{said[0]} {t('archived.no_more')}", icon=":material/inventory_2:")
        return
    found = compare(result, now)
    number = {
        name: formatted(count, "integer", language) for name, count in (("changed", found.changed), ("of", found.of))
    }
    counted = "_counted" if found.changed else ""
    said.append(t(f"archived.{found.kind}{counted}", **(number if counted else {})))
    if found.kind != "same":
        for when, answer in (("then", result), ("now", now)):
            day = answer.finding.as_of if answer.finding else None
            said.append(
                t(
                    f"archived.{when}",
                    title=escape_markdown(answer.title(language)),
                    date=formatted(day, "date", language),
                )
            )
    live = session.address(navigation.page_named("card"), asked)
    st.info("  \n".join([*said, f"[{t('archived.live')}]({live})"]), icon=":material/inventory_2:")
