"""The line above every page: how old the readings are, and the search field; with the script behind both."""

from __future__ import annotations

from functools import cache

from ouverture.dashboard import freshness, search_box

# Streamlit puts boxes between its list of pages and the items: who cannot see it is told of links, not of a broken list
PLAIN_LINKS = """if (!window.plainLinks) {
  window.plainLinks = () => {
    for (const list of document.querySelectorAll('[data-testid="stSidebarNavItems"]'))
      for (const part of [list, ...list.querySelectorAll("li")]) part.setAttribute("role", "none");
  };
  new MutationObserver(window.plainLinks).observe(document.body, {childList: true, subtree: true});
}
window.plainLinks();"""
# on paper there is no address bar
ADDRESS = """document.querySelector(".head").dataset.here = location.href;
if (!window.printsItsAddress) {
  window.printsItsAddress = true;
  addEventListener("beforeprint", () => { document.querySelector(".head").dataset.here = location.href; });
}"""


def body() -> str:
    """The line as markup, which wakes its script."""
    told = f'<div class="head"><div class="told">{freshness.pill()}</div>{search_box.field()}</div>'
    return f"{told}<script>headStands()</script>"


@cache
def script() -> str:
    """What the line does, for the first HTML of every page: once a visit, not once a run."""
    return f"<script>window.headStands = () => {{\n{search_box.script()}{PLAIN_LINKS}{ADDRESS}\n}}</script>"
