"""What a reader takes away from a card: links, a sentence to quote, a picture, an embed, a citation."""

from __future__ import annotations

import html

import streamlit as st

from ouverture.dashboard import navigation, session
from ouverture.dashboard.caveat import caveat_of
from ouverture.dashboard.session import t
from ouverture.metrics.bundle import citation
from ouverture.metrics.citation import bibtex, csl_json, quotation
from ouverture.metrics.result import Result

# pixels, which a chart 320 wide fills and wider ones do not: until the page in the frame has said its own height
EMBED_HEIGHT = 860


def share(result: Result, *, kept: bool) -> None:
    """The panel of one card: what is passed on most stands first; ``kept`` says whether the archive holds it."""
    language, page = session.language(), navigation.page_named("card")
    asked = {"metric": result.metric.name} | session.changed_parameters(result)
    live = session.address(page, asked)
    pinned = session.address(page, asked, pinned=result.build.build_id)
    passed_on, embedded, cited = st.tabs([t(f"share.{part}") for part in ("pass_on", "embed", "cite")])
    with passed_on:
        _copy(t("card.live_link"), live)
        _copy(t("card.archived_link" if kept else "card.pinned_link"), pinned)
        _copy(t("share.quote_note"), quotation(result, caveat_of(result, language), language, pinned))
        st.caption(t("share.picture_note"))
        with st.container(horizontal=True, gap="small"):
            for kind in ("png", "svg"):
                st.link_button(kind.upper(), _picture(result, kind), icon=":material/image:")
    with embedded:
        _copy(t("share.embed_note"), embed_code(live, result.title(language)))
    with cited:
        _copy(t("share.text"), citation(result, language, address=pinned))
        _copy("BibTeX", bibtex(result, language, pinned))
        _copy("CSL-JSON", csl_json(result, language, pinned))


def embed_code(address: str, title: str) -> str:
    """The lines that another site copies: a frame that its page sizes, once the script beside it listens."""
    source = html.escape(f"{address}{'&' if '?' in address else '?'}embed=true")
    return (
        f'<iframe src="{source}" title="{html.escape(title)}" data-ouverture loading="lazy" '
        f'style="width:100%;height:{EMBED_HEIGHT}px;border:0"></iframe>\n'
        f'<script async src="{html.escape(session.server_address())}/embed.js"></script>'
    )


def cite(result: Result, page: str, **parameters: str) -> None:
    """A way to cite what a whole page says of one thing, named by ``parameters``: the first of them is the title."""
    pinned = session.address(navigation.page_named(page), parameters, pinned=result.build.build_id)
    title = next(iter(parameters.values()))
    with st.popover(t("card.cite_this"), icon=":material/format_quote:", type="tertiary", key=f"cite-{page}"):
        _copy(t("card.live_link"), session.address(navigation.page_named(page), parameters))
        _copy(t("share.text"), citation(result, session.language(), title=title, address=pinned))


def _picture(result: Result, kind: str) -> str:
    asked = {"lang": session.language()} if session.language() != "en" else {}
    asked |= {"build": result.build.build_id} if result.build.pinned else {}
    address = session.api_address(result, kind)
    more = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{address}{('&' if '?' in address else '?') + more if more else ''}"


def _copy(label: str, body: str) -> None:
    st.caption(label)
    st.code(body, language=None, wrap_lines=True)
