"""Foreign bytes: what is too large, too deep, locked, broken or lying is refused in words and soon."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import httpx2
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ouverture.pipeline.plain_text import one_line, plain, redacted
from ouverture.pipeline.sources import foreign
from ouverture.pipeline.sources.archive_files import NotUnderstood, Scope, read_days
from ouverture.pipeline.sources.client import MIB, AnswerRefused, Client, base_address, is_private
from ouverture.pipeline.sources.foreign import (
    NoAnswer,
    engine_json,
    parquet_batches,
    read_csv,
    read_json,
    read_yaml,
    read_zip,
)


def archive(*files: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as written:
        for name, body in files:
            written.writestr(name, body)
    return stream.getvalue()


def parquet(table: Any, **options: Any) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream, **options)
    return stream.getvalue()


def locked() -> bytes:
    """An archive whose one file says that it needs a password: bit 0 of the flags in both headers."""
    body = bytearray(archive(("a.yaml", b"a: b")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + at] |= 1
    return bytes(body)


def packed_oddly() -> bytes:
    """An archive whose one file is packed by method 99."""
    body = bytearray(archive(("a.yaml", b"a: b")))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", body, body.index(mark) + at, 99)
    return bytes(body)


def corrupt() -> bytes:
    body = bytearray(archive(("a.yaml", b"a: b" * 1000)))
    body[40:44] = b"\xff\xff\xff\xff"
    return bytes(body)


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "400 kB of brackets": (lambda: read_json(b"[" * 400_000), "deeper than 32"),
    "33 levels": (lambda: read_json(b"[" * 33 + b"]" * 33), "deeper than 32"),
    "no JSON": (lambda: read_json(b"{"), "no JSON"),
    "a number of 5,000 digits": (lambda: read_json(b"1" * 5_000), "no JSON"),
    "too many values": (lambda: read_json(b"[" + b"1," * 3_000_001 + b"1]"), "more than can be"),
    "a locked archive": (lambda: read_zip(locked(), (".yaml",)), "password"),
    "an archive packed oddly": (lambda: read_zip(packed_oddly(), (".yaml",)), "packed in a way"),
    "a corrupt archive": (lambda: read_zip(corrupt(), (".yaml",)), "no archive that can be read"),
    "half an archive": (lambda: read_zip(archive(("a.yaml", b"a: b"))[:40], (".yaml",)), "no archive"),
    "an archive bomb": (
        lambda: read_zip(archive(*((f"{n}.yaml", bytes(200_000)) for n in range(700))), (".yaml",)), "64 MiB",
    ),
    "a YAML bomb": (
        lambda: read_yaml(b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"), "aliases",
    ),
    "deep YAML": (lambda: read_yaml(b"[" * 500 + b"]" * 500), "levels"),
    "YAML that is none": (lambda: read_yaml(b"a: [b"), "no YAML"),
    "a cell of CSV without end": (lambda: read_csv(b'a\n"' + b"x" * 200_000, ("a",)), "no CSV"),
    "CSV without its column": (lambda: read_csv(b"a,b\n1,2\n", ("c",)), "no column 'c'"),
    "half a Parquet file": (
        lambda: list(parquet_batches(b"PAR1" + b"\0" * 60 + b"PAR1", "it", ["a"])), "cut off",
    ),
    "a Parquet file of a long text": (
        lambda: list(parquet_batches(parquet(pa.table({"a": ["x" * 5_000]})), "it", ["a"])), "5,000 bytes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_in_words(case: str) -> None:
    read, words = REFUSED[case]
    with pytest.raises(NoAnswer, match=words):
        read()


def test_a_parquet_file_that_says_it_has_60_million_rows_is_not_read() -> None:
    many = pa.DictionaryArray.from_arrays(pa.array([0] * 2_500_000, pa.int8()), ["a"])
    body = parquet(pa.table({"a": many}), compression="zstd")
    assert len(body) < 20_000
    with pytest.raises(NoAnswer, match="2,500,000 rows"):
        list(parquet_batches(body, "it", ["a"]))


def test_a_dictionary_that_unpacks_out_of_all_measure_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kilobytes whose one text is 4 MB of zeros, where 1 MB is small: in a board's file and an archive's."""
    monkeypatch.setattr(foreign, "SMALL_CHUNK", 1 << 20)
    body = parquet(pa.table({"id": ["0" * (4 << 20)] * 3, "downloads": [1, 2, 3]}), compression="zstd")
    assert len(body) < 10_000
    with pytest.raises(NoAnswer, match=r"a column that unpacks from [\d,]{3,6} to 4,19\d,\d{3} bytes"):
        list(parquet_batches(body, "it", ["id"]))
    assert next(parquet_batches(body, "it", ["downloads"])).num_rows == 3  # what nobody asks for is not read
    with pytest.raises(NotUnderstood, match="has a column that unpacks"):
        names = {"id": "id", "downloads": "downloads"}
        read_days(io.BytesIO(body), names, None, Scope(frozenset({"a"}), frozenset(), 10))


@pytest.mark.parametrize("dictionary", [True, False])
def test_an_account_of_a_parquet_file_that_lies_about_its_pages_is_not_believed(
    dictionary: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """20 kB said to unpack to 1,000 bytes took 2.5 GB: the pages' own headers are asked, before any is unpacked."""
    monkeypatch.setattr(foreign, "SMALL_CHUNK", 1 << 20)
    body = parquet(pa.table({"id": ["0" * (4 << 20)]}), compression="zstd", use_dictionary=dictionary)
    group = pq.ParquetFile(io.BytesIO(body)).metadata.row_group(0)
    footer = body.index(b"schema")
    lying = body[footer:]
    for size in {group.total_byte_size, group.column(0).total_uncompressed_size}:
        lying = lying.replace(zigzag(size), zigzag(1_000, len(zigzag(size))))
    body = body[:footer] + lying
    assert pq.ParquetFile(io.BytesIO(body)).metadata.row_group(0).column(0).total_uncompressed_size == 1_000
    with pytest.raises(NoAnswer, match=r"unpacks to 4,194,\d{3} bytes, whatever it says"):
        list(parquet_batches(body, "it", ["id"]))


def zigzag(number: int, width: int = 1) -> bytes:
    """A number as Thrift's compact form writes it, in so many bytes or more."""
    number, digits = number << 1, []
    while number or len(digits) < width:
        digits.append(number & 127 | 128)
        number >>= 7
    return bytes([*digits[:-1], digits[-1] & 127])


def test_rows_that_take_too_long_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "PATIENCE", -1.0)
    with pytest.raises(NoAnswer, match="takes longer"):
        list(parquet_batches(parquet(pa.table({"a": ["x"]})), "it", ["a"]))


@pytest.mark.parametrize("at", [4, 30, -9, -20])
def test_a_broken_file_of_an_archive_is_told_as_one(at: int) -> None:
    body = bytearray(parquet(pa.table({"id": ["a/b"] * 50, "downloads": range(50)}), compression="zstd"))
    body[at : at + 4] = b"\xff\xfe\xff\xfe"
    scope = Scope(frozenset({"a"}), frozenset(), 10)
    try:
        read_days(io.BytesIO(bytes(body)), {"id": "id", "downloads": "downloads"}, None, scope)
    except NotUnderstood as fault:
        assert "space" not in str(fault)


def test_what_is_well_is_read() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": [1, "\\u00e9"]}') == {"a": [1, "é"]}
    assert read_csv(b"a,b\n1\nx,\x00y\n", ("a",)) == [{"a": "1", "b": ""}, {"a": "x", "b": "y"}]
    assert read_yaml(b"a: 2026-13-45\nb: {c: no}\n") == {"a": "2026-13-45", "b": {"c": "no"}}
    found = read_zip(archive(("../../x.yaml", b"a"), ("b.txt", b"no"), ("large.yaml", bytes(100_001))), (".yaml",))
    assert [(member.filename, text) for member, text in found] == [("../../x.yaml", b"a")]  # a name, never a path


# ---------------------------------------------------------------- text


def test_control_characters_and_halves_of_characters_reach_no_text() -> None:
    body = b'{"a\\u0000": "nul \\u0000 in \\ud800, \\ud83d\\ude00", "n": NaN, "big": 1e999}'
    assert json.loads(engine_json(body, "json") or b"") == {"a": "nul  in \ufffd, 😀", "n": None, "big": None}
    assert engine_json('{"a": "é“”…"}'.encode(), "json") is None  # nothing to mend
    assert engine_json(b'{"a": "\xff"}', "json") == '{"a": "\ufffd"}'.encode()
    assert engine_json(b"a,b\n1,x\x00\n", "csv") == b'{"a": "1", "b": "x"}'
    assert plain("tab\there\nline\x07") == "tab\there\nline"
    assert one_line("a\n b\x00 " + "x" * 900).startswith("a b xxx")
    assert len(one_line("x" * 900)) == 400


def test_users_and_passwords_of_addresses_are_written_nowhere() -> None:
    assert redacted("see https://me:secret@host:1/x?a@b and http://h/") == "see https://host:1/x?a@b and http://h/"
    assert str(NoAnswer("cannot reach https://me:secret@host/x")) == "cannot reach https://host/x"
    assert base_address("https://me:secret@mirror.example/npm/", "https://x") == "https://mirror.example/npm"


# ---------------------------------------------------------------- answers on their way


def client(answer: Callable[[httpx2.Request], httpx2.Response]) -> Client:
    return Client(transport=httpx2.MockTransport(answer), follow_redirects=True)


class _Once(httpx2.SyncByteStream):
    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Any:
        yield self._body


def test_a_body_that_unpacks_to_gigabytes_is_refused_on_the_way() -> None:
    bomb = gzip.compress(bytes(40 * MIB))

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers={"content-encoding": "gzip"}, stream=_Once(bomb))

    with client(answer) as asking, pytest.raises(AnswerRefused, match="more than 4 MiB"):
        asking.get("https://example.org/", extensions={"largest": 4 * MIB})


def test_a_packed_body_within_limits_is_unpacked_once() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers={"content-encoding": "gzip"}, stream=_Once(gzip.compress(b"whole")))

    with client(answer) as asking:
        assert asking.get("https://example.org/").content == b"whole"
        with asking.stream("GET", "https://example.org/") as response:
            assert b"".join(response.iter_bytes()) == b"whole"


@pytest.mark.parametrize(
    ("start", "to", "headers", "extensions", "words"),
    [
        ("https://a.example/", "https://b.example/", {"x-api-key": "k"}, {}, "its key does not go"),
        ("https://a.example/", "https://b.example/", {"authorization": "k"}, {"keyed": True}, "its key does not go"),
        ("https://93.184.216.34/", "http://169.254.169.254/latest", {}, {}, "private network"),
        ("https://93.184.216.34/", "http://localhost:9/", {}, {}, "private network"),
        ("https://93.184.216.34/", "http://[::1]/", {}, {}, "private network"),
        ("https://a.example/", "https://a.example/", {}, {}, "more than 8 times"),
    ],
)  # fmt: skip
def test_redirects_that_are_not_followed(
    start: str, to: str, headers: dict[str, str], extensions: dict[str, Any], words: str
) -> None:
    asked = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return httpx2.Response(302, headers={"location": to})

    with client(answer) as asking, pytest.raises(AnswerRefused, match=words):
        asking.get(start, headers=headers, extensions=extensions)
    assert set(asked) == {start}


def test_a_token_stays_home_while_the_file_comes_from_another_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ouverture.pipeline.sources.client.is_private", lambda host: False)
    seen = {}

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen[request.url.host] = dict(request.headers)
        if request.url.host == "hub.example":
            return httpx2.Response(302, headers={"location": "https://cdn.example/file"})
        return httpx2.Response(200, content=b"file")

    with client(answer) as asking:
        response = asking.get("https://hub.example/file", headers={"authorization": "Bearer t", "cookie": "c=1"})
    assert response.content == b"file"
    assert seen["hub.example"]["authorization"] == "Bearer t"
    assert not {"authorization", "cookie"} & seen["cdn.example"].keys()


def test_credentials_of_a_base_address_go_to_that_origin_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUVERTURE_NPM_URL", "https://me:p%40ss@mirror.example/npm")
    seen = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers.get("authorization"))
        return httpx2.Response(200, content=b"{}")

    with client(answer) as asking:
        asking.get("https://mirror.example/npm/x")
        asking.get("https://other.example/x")
    assert seen == ["Basic bWU6cEBzcw==", None]  # me:p@ss


@pytest.mark.parametrize(
    ("host", "private"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("[::1]", True), ("localhost", True), ("db.internal", True),
     ("93.184.216.34", False)],
)  # fmt: skip
def test_private_hosts(host: str, private: bool) -> None:
    assert is_private(host) is private
