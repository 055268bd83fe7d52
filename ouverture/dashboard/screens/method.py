"""The Method page: how to read a number, what each tier and flag means, what is left out, and every metric in full."""

from __future__ import annotations

import streamlit as st

from ouverture.dashboard import method_text, session, theme
from ouverture.dashboard.card import FLAGS
from ouverture.dashboard.figures import MARKS
from ouverture.dashboard.session import escape_markdown, t
from ouverture.metrics.catalogue import Metric

LICENCES = 640  # pixels of their table


def tiers() -> None:
    """Each openness tier with its rule, in the colour it has on every chart."""
    st.header(t("method.tiers"), anchor="tiers")
    st.markdown(t("method.tiers_note"))
    for tier, key in theme.TIER_KEYS.items():
        number = "–" if tier is None else tier
        st.markdown(f"**{number} · {t(f'tier.{key}')}** {t(f'tier_rule.{key}')}")


def flags() -> None:
    """Each point flag with the signs that mark it on one chart or another."""
    st.header(t("method.flags"), anchor="flags")
    st.markdown(t("method.flags_note"))
    signs = {flag: dict.fromkeys(marks[flag] for marks in MARKS.values() if flag in marks) for flag in FLAGS}
    st.markdown("\n".join(f"- {' '.join(signs[flag])} `{flag}` {t(f'flag.{flag}')}" for flag in FLAGS))


def licences() -> None:
    """What the registry says each licence allows."""
    french = session.language() == "fr"
    link = t("models.licence_text")
    st.dataframe(
        [
            {
                t("models.licence"): key,
                t("models.tier"): t(f"tier.{theme.TIER_KEYS[licence.tier]}"),
                "OSI": licence.osi_approved,
                t("card.limits"): licence.limits_fr if french else licence.limits_en,
                link: licence.link,
            }
            for key, licence in session.registry().licences.items()
        ],
        hide_index=True,
        placeholder="–",
        height=LICENCES,
        column_config={link: st.column_config.LinkColumn(display_text=r"https://([^/]+)")},
    )


def exclusions() -> None:
    """The exclusion list, each entry with its reason."""
    french = session.language() == "fr"
    st.header(t("method.exclusions"), anchor="exclusions")
    for entry in session.registry().exclusions:
        st.markdown(f"- `{entry.pattern}` {escape_markdown(entry.reason_fr if french else entry.reason_en)}")


def metrics() -> None:
    """Every metric by topic: question, formula, limits, columns, changes."""
    topics = session.reader().catalogue.topics()
    for tab, found in zip(st.tabs([t(f"method.topic_{topic}") for topic in topics]), topics.values(), strict=True):
        for metric in found:
            title = metric.title.in_(session.language())
            with tab, st.expander(f"{title} · {t('card.version', version=metric.edition)}"):
                _one(metric)


def _one(metric: Metric) -> None:
    method_text.show(metric)
    st.caption(f"`ouverture/metrics/{metric.topic}/{metric.name}.sql`")
