"""Pictures on the server, drawn by the Chromium that is there: one at a time, a few waiting, each kept.

The first takes two to five seconds, for a browser is started; then half a second each.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

import kaleido
from cachetools import LRUCache
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from ouverture.dashboard.picture import FONTS, HEIGHT, STATIC, WIDTH, as_figure, chart_of, composed, frame_of, is_drawn
from ouverture.metrics.parameters import Parameter
from ouverture.metrics.result import Result
from ouverture.outcome import RunFailed
from ouverture.places import Places

KINDS = {"png": "image/png", "svg": "image/svg+xml"}
WAITING = 6  # pictures asked for at once; more are turned away
SECONDS = 30.0  # for one picture, the start of the browser included
KEPT = 32 * 2**20  # bytes: some hundreds of pictures
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge")
REMEDY = "Pictures are drawn by Chromium: install it (Debian: apt-get install chromium), or name one in BROWSER_PATH."
WEIGHTS = {"Inter": (400, 600), "SourceSerif": (600,)}


class NoPicture(Exception):  # noqa: N818 - reads as what happened
    """No picture can be drawn now. The message names the remedy; ``again`` is the number of seconds to wait, if any."""

    def __init__(self, message: str, again: int | None = None) -> None:
        self.again = again
        super().__init__(message)


class Pictures:
    """Draws pictures of results and keeps them. Safe for threads."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._places = BoundedSemaphore(WAITING)
        self._kept: LRUCache[tuple[str, ...], bytes] = LRUCache(KEPT, getsizeof=len)
        self._lock = Lock()  # of what is kept
        self._begun = False

    def picture(self, result: Result, kind: str, language: str) -> bytes:
        """The picture of a result as PNG or SVG. Raises NoPicture."""
        key = key_of(result, kind, language)
        if (found := self._found(key)) is not None:
            return found
        if not self._places.acquire(blocking=False):
            raise NoPicture("Too many pictures are being drawn; try again in a few seconds.", 5)
        try:
            if not self._turn.acquire(timeout=SECONDS):
                raise NoPicture("Drawing takes too long; try again in a few seconds.", 10)
            try:
                if (found := self._found(key)) is not None:  # by whoever had the turn before
                    return found
                drawn = self._drawn(result, kind, language)
                with self._lock, suppress(ValueError):  # larger than the whole room: answered, not kept
                    self._kept[key] = drawn
                return drawn
            finally:
                self._turn.release()
        finally:
            self._places.release()

    def chart(self, figure: Any) -> str:
        """A figure as SVG, without a frame, in its own size. Raises NoPicture."""
        size = {"width": figure.layout.width, "height": figure.layout.height}
        if not self._turn.acquire(timeout=SECONDS):
            raise NoPicture("Drawing takes too long; try again in a few seconds.", 10)
        try:
            return self._made(figure.to_dict(), {"format": "svg", **size}).decode()
        finally:
            self._turn.release()

    def _found(self, key: tuple[str, ...]) -> bytes | None:
        with self._lock:
            return self._kept.get(key)

    def _drawn(self, result: Result, kind: str, language: str) -> bytes:
        frame = frame_of(result, language)
        chart = None
        if is_drawn(result):
            figure = chart_of(result, language, frame)
            size = {"width": figure.layout.width, "height": figure.layout.height}
            chart = self._made(figure.to_dict(), {"format": "svg", **size}).decode()
        if kind == "svg":
            return composed(frame, chart, fonts=True).encode()
        return self._made(as_figure(composed(frame, chart)), {"format": "png", "width": WIDTH, "height": HEIGHT})

    def _made(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        self._begin()
        try:
            return bytes(kaleido.calc_fig_sync(figure, opts=options))
        except Exception as error:  # whatever ails a browser: it is ended, and the next picture starts another
            self.close()
            raise NoPicture(
                f"Chromium drew no picture ({type(error).__name__}); try again in a few seconds.", 10
            ) from error

    def _begin(self) -> None:
        if self._begun:
            return
        browser = os.environ.get("BROWSER_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
        if browser is None or not Path(browser).is_file():
            raise NoPicture(REMEDY)
        os.environ["BROWSER_PATH"] = browser
        os.environ["FONTCONFIG_FILE"] = str(font_configuration(Places.from_environment().cache / "fonts"))
        kaleido.start_sync_server(n=1, timeout=SECONDS, mathjax=False, silence_warnings=True)
        self._begun = True

    def close(self) -> None:
        """End the browser; the next picture starts another."""
        if self._begun:
            self._begun = False
            kaleido.stop_sync_server(silence_warnings=True)


def key_of(result: Result, kind: str, language: str) -> tuple[str, ...]:
    """What a picture depends on."""
    metric = result.metric
    parameters = (f"{name}={Parameter.text(value)}" for name, value in result.parameters.items())
    return (result.build.build_id, metric.name, metric.edition, kind, language, *parameters)


def font_configuration(folder: Path) -> Path:
    """A configuration that names a folder with the shipped fonts as Chromium reads them in pictures: plain TTF."""
    configuration = folder / "fonts.conf"
    if not configuration.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for family, file in FONTS.items():
            for weight in WEIGHTS[family]:
                _static(family, file, weight).save(folder / f"{family}-{weight}.ttf")
        text = (
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
            f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{folder}</dir>'
            f"<cachedir>{folder / 'cache'}</cachedir></fontconfig>"
        )
        configuration.write_text(text, encoding="utf-8")
    return configuration


def _static(family: str, file: str, weight: int) -> TTFont:
    """One weight of a variable font, under the name that the pictures ask for."""
    axes = TTFont(STATIC / file)["fvar"].axes
    pinned = {axis.axisTag: weight if axis.axisTag == "wght" else axis.defaultValue for axis in axes}
    font = instantiateVariableFont(TTFont(STATIC / file), pinned, inplace=True)
    font.flavor = None
    style = "Regular" if weight == 400 else "Bold"
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}", 16: family, 17: style}
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    return font


PICTURES = Pictures()


def picture_file(result: Result, kind: str) -> bytes:
    """The picture in English, for the command line. Raises RunFailed where no Chromium draws it."""
    try:
        return PICTURES.picture(result, kind, "en")
    except NoPicture as fault:
        raise RunFailed(str(fault)) from fault
