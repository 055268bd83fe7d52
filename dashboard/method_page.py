"""The Method page: contents, tiers, licences, exclusions, and every metric in full."""

from __future__ import annotations

import streamlit as st

from dashboard import method, session, theme
from dashboard.session import t
from metrics.catalogue import Metric


def contents() -> None:
    """Every metric by topic, then what the registry states."""
    language = session.language()
    for topic, metrics in session.reader().catalogue.topics().items():
        st.subheader(t(f"method.topic_{topic}"), anchor=topic)
        for metric in metrics:
            with st.expander(f"{metric.title.in_(language)} · {t('card.version', version=metric.version)}"):
                _one(metric)
    _licences()
    _exclusions()


def _one(metric: Metric) -> None:
    method.show(metric)
    st.caption(f"`metrics/{metric.topic}/{metric.name}.sql`")


def _licences() -> None:
    french = session.language() == "fr"
    st.subheader(t("method.registry_licences"), anchor="licences")
    st.dataframe(
        [
            {
                t("models.licence"): key,
                t("card.source", sources="").strip(" :"): licence.link,
                t("models.tier"): t(f"tier.{theme.TIER_KEYS[licence.tier]}"),
                "OSI": licence.osi_approved,
                t("card.limits"): licence.limits_fr if french else licence.limits_en,
            }
            for key, licence in session.registry().licences.items()
        ],
        hide_index=True,
        column_config={t("card.source", sources="").strip(" :"): st.column_config.LinkColumn()},
    )


def _exclusions() -> None:
    french = session.language() == "fr"
    st.subheader(t("method.exclusions"), anchor="exclusions")
    st.dataframe(
        [
            {"": entry.pattern, t("card.limits"): entry.reason_fr if french else entry.reason_en}
            for entry in session.registry().exclusions
        ],
        hide_index=True,
    )
