"""The Method page: how to read a number, what each tier and flag means, what is left out, and every metric in full."""

from __future__ import annotations

import streamlit as st

from ouverture.dashboard import method_text, session, theme
from ouverture.dashboard.card import FLAGS
from ouverture.dashboard.figures import MARKS
from ouverture.dashboard.session import escape_markdown, t
from ouverture.metrics.catalogue import Metric

SECTIONS = ("tiers", "flags", "judged", "licences", "exclusions")


def contents() -> None:
    """Links to the parts of the page, and to each topic's metrics."""
    topics = [(f"topic-{topic}", t(f"method.topic_{topic}")) for topic in session.reader().catalogue.topics()]
    parts = [(section, t(f"method.{section}")) for section in SECTIONS]
    st.markdown(
        f"**{t('method.contents')}** " + " · ".join(f"[{name}](#{anchor})" for anchor, name in (*parts, *topics))
    )


def tiers() -> None:
    """Each openness tier with its rule, in the colour it has on every chart."""
    st.subheader(t("method.tiers"), anchor="tiers")
    st.markdown(t("method.tiers_note"))
    for tier, key in theme.TIER_KEYS.items():
        number = "–" if tier is None else tier
        st.markdown(f"**{number} · {t(f'tier.{key}')}** {t(f'tier_rule.{key}')}")


def flags() -> None:
    """Each point flag with the signs that mark it on one chart or another."""
    st.subheader(t("method.flags"), anchor="flags")
    st.markdown(t("method.flags_note"))
    signs = {flag: dict.fromkeys(marks[flag] for marks in MARKS.values() if flag in marks) for flag in FLAGS}
    st.markdown("\n".join(f"- {' '.join(signs[flag])} `{flag}` {t(f'flag.{flag}')}" for flag in FLAGS))


def judged() -> None:
    """Heading of the rules that judge a reading and of what adjusted figures leave out."""
    st.subheader(t("method.judged"), anchor="judged")
    st.markdown(t("method.judged_note"))


def licences() -> None:
    """What the registry says each licence allows."""
    french = session.language() == "fr"
    st.subheader(t("method.licences"), anchor="licences")
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
        column_config={link: st.column_config.LinkColumn(display_text=r"https://([^/]+)")},
    )


def exclusions() -> None:
    """The exclusion list, each entry with its reason."""
    french = session.language() == "fr"
    st.subheader(t("method.exclusions"), anchor="exclusions")
    for entry in session.registry().exclusions:
        st.markdown(f"- `{entry.pattern}` {escape_markdown(entry.reason_fr if french else entry.reason_en)}")


def metrics() -> None:
    """Every metric by topic: question, formula, limits, columns, changes."""
    for topic, found in session.reader().catalogue.topics().items():
        st.subheader(t(f"method.topic_{topic}"), anchor=f"topic-{topic}")
        for metric in found:
            title = metric.title.in_(session.language())
            with st.expander(f"{title} · {t('card.version', version=metric.edition)}"):
                _one(metric)


def _one(metric: Metric) -> None:
    method_text.show(metric)
    st.caption(f"`ouverture/metrics/{metric.topic}/{metric.name}.sql`")
