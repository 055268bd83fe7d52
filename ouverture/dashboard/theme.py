"""Colours and line styles, the same on every chart.

The tier colours keep at least 3:1 contrast on both grounds (paper #FBFAF6, night #14161A), so a chart stays
readable in the moment before the browser has told the server which theme it shows. Open and closed also differ
by line style. Lab colours come from the registry, one per lab; labs without one share grey.
"""

from __future__ import annotations

from collections.abc import Mapping

from ouverture.registry import Registry

PAPER, NIGHT = "#FBFAF6", "#14161A"
INK = {False: "#1B1B1E", True: "#E9E6DF"}
MUTED = {False: "#6B665C", True: "#A9A59B"}
HAIRLINE = {False: "#E7E2D6", True: "#2A2E36"}
ACCENT = {False: "#1F4E79", True: "#8FB8DE"}
PALE = {False: "#A8A397", True: "#6E6A62"}  # what a headline does not speak of; its name is written in MUTED
OTHER = "#8E897E"

TIER_KEYS: Mapping[int | None, str] = {
    0: "closed",
    1: "restricted",
    2: "open_weights",
    3: "open_tooling",
    4: "open_source",
    None: "unknown",
}
TIER_COLOURS: Mapping[int | None, str] = {
    0: "#A8572C",
    1: "#C77F1A",
    2: "#3F7FBF",
    3: "#2B9488",
    4: "#5F8F3C",
    None: "#98938A",
}
SIDE_COLOURS: Mapping[str, str] = {
    "open": "#3F7FBF",
    "open_runtime": "#3F7FBF",
    "closed": "#A8572C",
    "closed_api": "#A8572C",
    "hub_open": "#3F7FBF",
    "installs_open": "#3F7FBF",
    "releases_open": "#3F7FBF",
    "router_open": "#3F7FBF",
    "board_open": "#3F7FBF",
    "installs_closed": "#A8572C",
    "releases_closed": "#A8572C",
    "restricted": "#C77F1A",
    "unknown": "#98938A",
    "other": OTHER,
}
# For series that have nothing to do with openness: none of these is the colour of a tier or a side.
SEQUENCE = ("#6C64A8", "#B4517A", "#7F7B2E", "#527D91", "#8C4A9E", "#84705A")
DIRECTION_COLOURS: Mapping[str, str] = {"rises": SEQUENCE[0], "falls": SEQUENCE[1], "flat": OTHER}
# Of the largest, none of them the colour of a tier or a side; all others share grey.
COUNTRY_COLOURS: Mapping[str, str] = {
    "US": "#5F5FBE",
    "CN": "#C24A5E",
    "FR": "#A154B8",
    "GB": "#7F7B2E",
    "DE": "#527D91",
    "EU_OTHER": "#527D91",  # most of it is Germany; no chart shows both
    "CH": "#B0609A",
}
RAMP = {  # little to much, away from the ground
    False: ("#C6D9EA", "#94B8D8", "#5E93C2", "#336DA3", "#173F66"),
    True: ("#2A4A68", "#3B6A93", "#5790BF", "#86B6DF", "#CBE2F6"),
}
LAND = {False: "#E4DFD3", True: "#2B2F37"}
STATE_COLOURS: Mapping[str, str] = {
    "open": "#3F7FBF",
    "partial": "#C77F1A",
    "closed": "#A8572C",
    "holds": "#3F7FBF",
    "fails": "#A8572C",
    "free": "#3F7FBF",  # of a licence: what it leaves to the reader
    "conditions": "#C77F1A",
    "refused": "#A8572C",
    "True": "#4F6D7A",  # of a spec curve: agrees with the headline
    "False": "#C9B79C",
}
STATE_SIGNS: Mapping[str, str] = {"open": "✓", "partial": "~", "closed": "✕"}
CLOSED_SIDES = frozenset({"closed", "closed_api", "installs_closed", "releases_closed", "0"})

# What own markup asks for by name, on paper and at night: text of a side keeps 4.5:1 on both grounds.
MARKUP: Mapping[str, tuple[str, str]] = {
    "ink": (INK[False], INK[True]),
    "muted": (MUTED[False], MUTED[True]),
    "hairline": ("#D9D3C4", "#363B44"),
    "border": ("#E2DDD0", "#2C3038"),  # of cards, as in .streamlit/config.toml
    "aside": ("#F3F0E8", "#101216"),  # behind the list of pages, as there
    "accent": (ACCENT[False], ACCENT[True]),
    "ground": (PAPER, NIGHT),
    "shade": ("#EEECE4", "#22262D"),
    "open": ("#3F7FBF", "#5F9FDD"),
    "open-text": ("#2F6CA8", "#7FB3E6"),
    "closed": ("#A8572C", "#CF7A4A"),
    "closed-text": ("#9A4A22", "#E2936A"),
    "restricted": ("#C77F1A", "#D9982F"),
    "unknown": ("#98938A", "#7C7870"),
    "rises": ("#6C64A8", "#A39BE0"),
    "falls": ("#B4517A", "#DE84A8"),
    "flat": (OTHER, "#8E897E"),
    "good": ("#1F7A72", "#5BB8AC"),
    "bad": ("#A63A5E", "#E08AA6"),
    "depends": ("#5A559C", "#A9A3E6"),
    "notice": ("#F8E9CC", "#3D2F14"),
}


def variables() -> str:
    """The colours of own markup as CSS variables, which follow the reader's theme without the server knowing it."""
    return "".join(f"--{name}:light-dark({light},{dark});" for name, (light, dark) in MARKUP.items())


def lab_colour(registry: Registry, lab_id: str | None, dark: bool) -> str:
    """Hex colour of a lab on the given ground; grey for labs without one of their own."""
    if lab_id is None or lab_id not in registry.labs:
        return OTHER
    colour = registry.labs[lab_id].color
    if colour is None:
        return OTHER
    return colour.dark if dark else colour.light


def lab_colours(registry: Registry, lab_id: str) -> tuple[str, str]:
    """The same on paper and at night, for markup that follows the reader's theme."""
    return lab_colour(registry, lab_id, dark=False), lab_colour(registry, lab_id, dark=True)


def ordered(count: int, dark: bool) -> list[str]:
    """So many colours from little to much, mixed from the ramp without its palest."""
    ends = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in RAMP[dark][1:]]
    found = []
    for n in range(count):
        whole, part = divmod(n * (len(ends) - 1) / max(count - 1, 1), 1)
        low, high = ends[int(whole)], ends[min(int(whole) + 1, len(ends) - 1)]
        found.append("#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in zip(low, high, strict=True)))
    return found
