"""The font of icons as it is sent: every icon of ours and of Streamlit's own is in it, in a fraction of the bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import streamlit
from fontTools.ttLib import TTFont

from ouverture.web.icons import FONT, fewer_icons, icons_of, own_icons


def test_no_icon_that_a_page_shows_is_left_out() -> None:
    (whole,) = (Path(streamlit.__file__).parent / "static" / "static" / "media").glob(f"{FONT}*.woff2")
    few = fewer_icons(whole)
    assert len(few) < whole.stat().st_size / 5
    drawn = {name for name, _ in icons_of(TTFont(BytesIO(few)))}
    assert {"swap_horiz", "tune", *own_icons()} <= drawn
    assert {"expand_more", "keyboard_double_arrow_right", "close", "download", "fullscreen", "search"} <= drawn
