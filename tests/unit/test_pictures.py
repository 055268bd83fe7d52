"""The picture that people pass on: what stands in its frame, and one browser that draws three of them."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ouverture.dashboard import theme
from ouverture.dashboard.picture import HEIGHT, WIDTH, composed, frame_of
from ouverture.metrics.catalogue import own_catalogue
from ouverture.metrics.reader import Reader
from ouverture.places import Places
from ouverture.web import api, pictures
from ouverture.web.headers import SecurityHeaders
from ouverture.web.pictures import Pictures
from tests.samples.warehouse import publish_sample

PICTURE = "/api/v1/metrics/downloads_by_tier"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    places = Places(tmp_path_factory.mktemp("pictures"))
    publish_sample(places)
    reader, drawing = Reader(places, own_catalogue()), Pictures()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OUVERTURE_DATA", str(places.root))
        patch.delenv("BROWSER_PATH", raising=False)
        patch.setattr(api, "shared_reader", lambda: reader)
        patch.setattr(api, "PICTURES", drawing)
        yield TestClient(Starlette(routes=api.routes))
    drawing.close()
    reader.close()


def test_a_frame_has_a_title_of_two_lines_at_most(tmp_path: object) -> None:
    places = Places(tmp_path)
    publish_sample(places)
    reader = Reader(places, own_catalogue())
    for language in ("en", "fr"):
        for name in ("downloads_by_tier", "open_share", "country_share", "claims"):
            frame = frame_of(reader.run(name), language)
            assert 1 <= len(frame.title) <= 2
            assert composed(frame, None).count("<svg") == 2, "the mark is in it"
    reader.close()


@pytest.mark.skipif(not any(map(shutil.which, pictures.BROWSERS)), reason="no Chromium here")
def test_chromium_draws_text_and_each_language_its_own(client: TestClient) -> None:
    """With a font that Chromium cannot read, it draws no text at all, and nothing fails."""
    drawn = {}
    for language in ("en", "fr"):
        answer = client.get(f"{PICTURE}.png", params={"lang": language})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "image/png"
        drawn[language] = Image.open(io.BytesIO(answer.content)).convert("RGB")
        assert drawn[language].size == (WIDTH, HEIGHT)
        ground = tuple(bytes.fromhex(theme.PAPER[1:]))
        for place in ((48, 30, 1150, 90), (48, 625, 700, 660)):  # title and source
            area = drawn[language].crop(place)
            apart = np.abs(np.asarray(area, dtype=int) - ground).sum(axis=2)
            assert (apart > 150).sum() > 400, place
    assert drawn["en"].tobytes() != drawn["fr"].tobytes()
    svg = client.get(f"{PICTURE}.svg", params={"lang": "fr"})
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert "font/woff2" in svg.text
    assert len(re.findall("<script", svg.text)) == 0
    again = client.get(f"{PICTURE}.svg", params={"lang": "fr"}, headers={"if-none-match": svg.headers["etag"]})
    assert again.status_code == 304


def test_without_a_browser_the_remedy_is_named(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "PICTURES", Pictures())
    monkeypatch.setattr(pictures, "BROWSERS", ())
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    answer = client.get(f"{PICTURE}.png")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert "apt-get install chromium" in answer.json()["detail"]


def test_more_pictures_at_once_than_are_drawn_are_turned_away(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = Pictures()
    for _ in range(pictures.WAITING):
        busy._places.acquire()
    monkeypatch.setattr(api, "PICTURES", busy)
    answer = client.get(f"{PICTURE}.png")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"


def test_a_picture_may_bring_its_own_style_and_nothing_else() -> None:
    app = TestClient(SecurityHeaders(Starlette(routes=api.routes)))
    policy = app.get("/api/v1/metrics/none.svg").headers["content-security-policy"]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; font-src data:")
