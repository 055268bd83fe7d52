"""The first paint: what the first HTML of an address holds for the eye, and its charts, drawn ahead of their readers.

Nobody waits for it. What is in memory is shown; what is not is left out, and drawn for whoever comes next.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from queue import Full, Queue
from threading import Lock, Thread

from cachetools import LRUCache

from ouverture.dashboard import session
from ouverture.dashboard.figures import Canvas
from ouverture.dashboard.first_paint import painted
from ouverture.dashboard.landing import Landing
from ouverture.dashboard.markup import own_sheets
from ouverture.dashboard.navigation import PAGES, Page
from ouverture.dashboard.picture import as_on_screen, is_drawn
from ouverture.dashboard.session import Arrival, t
from ouverture.dashboard.texts import LANGUAGES
from ouverture.metrics.errors import MetricError
from ouverture.metrics.reader import only_held
from ouverture.metrics.result import Result
from ouverture.web.pictures import PICTURES, NoPicture, key_of
from ouverture.web.workers import Shelf, place, room

LOG = logging.getLogger("ouverture.web")
HERE = Path(__file__).parent
WIDTHS = {False: 1012, True: 330}  # pixels of a chart in its card, on a screen of 1440 and on a phone of 390
HEAVIEST = 100_000  # characters of a drawing; what is heavier would come no sooner than the chart itself
KEPT = 8 * 2**20  # characters of drawings
WANTED = 32  # drawings asked for and not begun; more are forgotten
SHARED = 3 * 86_400.0  # seconds that a drawing lies there for other processes; each build's are drawn once
QUIET, PATIENCE = 30.0, 120.0  # seconds after a visit in which nothing is drawn, and of waiting for them at most


class Paints:
    """Charts drawn ahead. Safe for threads; draws nothing before ``start``."""

    def __init__(self) -> None:
        self._kept: LRUCache[tuple[str, ...], str] = LRUCache(KEPT, getsizeof=len)
        self._lock = Lock()
        self._wanted: Queue[tuple[Result, Canvas] | None] = Queue(WANTED)  # None: what opens each page
        self._begun = False
        self._shelf: Shelf | None = None  # of several processes the first draws, and the others show what it drew
        self._visited = -QUIET  # of time.monotonic()

    def chart(self, result: Result, canvas: Canvas) -> str | None:
        """The chart as markup where it was drawn; else None, and it will be."""
        if not is_drawn(result):
            return None
        found = self._found(_key(result, canvas))
        if found is None and self._begun:
            try:
                self._wanted.put_nowait((result, canvas))
            except Full:
                LOG.debug("enough is waiting to be drawn")
        return found

    def start(self) -> None:
        """Draw from now on what is asked for."""
        if folder := room():
            self._shelf = Shelf(folder / "paints", SHARED)
        if place() == 0:
            self._begun = True
            Thread(target=self._work, name="first paint", daemon=True).start()

    def words(self) -> None:
        """Ask for the rows that open each page, so that its first words are in memory."""
        for page in PAGES:
            with session.arriving(Arrival(LANGUAGES[0], {}, "")):
                try:
                    painted(page, "", lambda *_: None)
                except Exception:  # the boundary, as below
                    LOG.exception("no first words of %s", page.key)

    def ahead(self) -> None:
        """Have the charts that open each page drawn."""
        if self._begun:
            self._wanted.put(None)

    def visited(self) -> None:
        """Somebody has come, and their page has the machine to itself for a while."""
        self._visited = time.monotonic()

    def busy(self) -> bool:
        """Whether somebody has just come."""
        return time.monotonic() < self._visited + QUIET

    def _found(self, key: tuple[str, ...]) -> str | None:
        with self._lock:
            found = self._kept.get(key)
        if found is None and self._shelf and (there := self._shelf.get(repr(key))) is not None:
            found = there.decode()
            with self._lock:
                self._kept[key] = found
        return found

    def _in_peace(self, result: Result, canvas: Canvas) -> str | None:
        """Draw once nobody has come for a while, or nobody will ever have the chart."""
        patience = time.monotonic() + PATIENCE
        while self.busy() and time.monotonic() < patience:
            time.sleep(1)
        return self.draw(result, canvas)

    def _work(self) -> None:
        while True:
            try:
                if (wanted := self._wanted.get()) is None:
                    self._ahead()
                else:
                    self._in_peace(*wanted)
            except MetricError:
                continue
            except NoPicture as fault:
                if fault.again is None:  # no browser is here: first words without charts
                    self._begun = False
                    return
            except Exception:  # the boundary: one chart that fails leaves the others
                LOG.exception("no first paint")

    def _ahead(self) -> None:
        for narrow in (False, True):
            for language in LANGUAGES:
                for page in PAGES:
                    with session.arriving(Arrival(language, {}, "", narrow)):
                        painted(page, "", self._in_peace)

    def draw(self, result: Result, canvas: Canvas) -> str | None:
        """Draw a chart on both grounds and keep it. Raises NoPicture."""
        key = _key(result, canvas)
        if not is_drawn(result) or self._found(key) is not None:
            return None
        grounds = {}
        for dark in (False, True):
            figure = as_on_screen(result, replace(canvas, dark=dark), WIDTHS[canvas.narrow])
            grounds[dark], height = PICTURES.chart(figure), figure.layout.height
        told = "".join(grounds.values())
        body = ""
        if len(told) <= 2 * HEAVIEST and "</script" not in told.lower():
            scripts = "".join(
                f'<script type="image/svg+xml" data-ground="{"dark" if dark else "light"}">{svg}</script>'
                for dark, svg in grounds.items()
            )
            body = f'<figure aria-hidden="true" style="height:{height}px">{scripts}</figure>'
        with self._lock:
            self._kept[key] = body
        if self._shelf:
            self._shelf.put(repr(key), body.encode())
        return body


PAINTS = Paints()


def first_paint(page: Page, told: Landing, arrival: Arrival) -> str:
    """The first words and chart of an address as markup, with what takes them away; nothing that is not in memory."""
    said, until = "", "h1"
    PAINTS.visited()
    with session.arriving(arrival):
        try:
            with only_held():
                found = painted(page, told.title.removesuffix(" · Ouverture"), PAINTS.chart)
            if found:
                said, until = found.body, found.until
        except Exception:  # the boundary: the page itself comes in any case
            LOG.exception("no first words of %s", page.key)
        embedded = ' class="embed"' if "embed" in arrival.query else ""
        return (
            f"<style>{own_sheets()}{_sheet()}</style>"
            f'<main id="paint" aria-busy="true" data-until="{escape(until)}"{embedded}>'
            f'<p class="wait" role="status">{escape(t("app.loading"))}</p>{said}'
            f"<noscript><style>#paint .wait{{display:none}}</style>{_without(told)}</noscript></main>"
        )


def _without(told: Landing) -> str:
    """For readers without scripts: what the page is about, its picture, and the ways on."""
    shown = f'<p><img src="{escape(told.picture)}" alt="{escape(told.title)}"></p>' if told.picture else ""
    lang = "?lang=fr" if told.language == "fr" else ""
    pages = [f'<a href="/{page.url_path}{lang}">{escape(t(f"page.{page.key}"))}</a>' for page in PAGES if page.section]
    files = f'{escape(t("app.without_scripts"))} <a href="/api/v1/metrics">/api/v1/metrics</a>'
    return f"<p>{escape(told.description)}</p>{shown}<p>{files}</p><nav>{' '.join(pages)}</nav>"


@cache
def _sheet() -> str:
    return (HERE / "first_paint.css").read_text(encoding="utf-8")


@cache
def leaving() -> str:
    """The script that takes the first paint away."""
    return f"<script>{(HERE / 'first_paint.js').read_text(encoding='utf-8')}</script>"


def _key(result: Result, canvas: Canvas) -> tuple[str, ...]:
    return (*key_of(result, "first", canvas.language), str(canvas.narrow))
