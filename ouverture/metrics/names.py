"""Every name of a build, ready to be searched: its models in one text, its families and its closed models.

The names of models lie one a line in one text, the most downloaded first, without the signs that spellings differ in.
Looking through it is the fastest way there is in Python, and a name that people ask for stands near the top; but where
none fits, three million names take 60 to 100 ms of processor (``benchmarks/search.py``). So the runs of letters that
occur in them stand in a text of their own, each once: what is misspelt is mostly in none of those, and no name is
looked at. All is made at the first search on a build and takes about 35 bytes a model.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ouverture.metrics.errors import QueryFailed
from ouverture.metrics.warehouse import BuildInfo, OpenBuild

SECONDS = 60.0  # for the index of a whole Hub; the questions themselves take milliseconds
HEAD = 20_000  # the most downloaded models, whose words correct misspellings
SHORT = 4  # letters; shorter words occur everywhere and are looked for in the head alone
TRIED = 3_000  # lines with the longest word that are looked at for the others
ALIKE = 0.86  # of Jaro and Winkler: "deapseek" and "deepseek" 0.95, "mixtrall" and "pixtral" 0.86
NEAREST = 60  # names that come near
SIGNS = re.compile(r"[^a-z0-9]+")
APART = bytes(sign if sign in b"abcdefghijklmnopqrstuvwxyz" else ord("\n") for sign in range(256))
SLICE = 2**23  # bytes of names that are taken apart at a time

MODELS = """
    SELECT model_key, lower(model_id) AS name FROM mart_model
    ORDER BY gone_on IS NOT NULL, downloads_30d DESC NULLS LAST, likes DESC NULLS LAST, model_id
"""
FAMILIES = "SELECT DISTINCT family FROM mart_model WHERE family IS NOT NULL"
CLOSED = """
    WITH named AS (
        SELECT coalesce(canonical, model) AS canonical, model, lab_id, 0 AS place
        FROM mart_board_model WHERE side = 'closed'
        UNION ALL
        SELECT canonical, model, lab_id, 1 FROM mart_offer WHERE open_weights = false
    )
    SELECT canonical, arg_min(model, (place, model)) AS model, coalesce(any_value(l.name), any_value(n.lab_id)) AS lab,
        list_distinct(list(model)) AS spellings
    FROM named n LEFT JOIN lab l USING (lab_id)
    GROUP BY canonical ORDER BY canonical
"""
FOUND = """
    SELECT model_key, model_id, downloads_30d, latest_on FROM mart_model
    WHERE model_key IN (SELECT unnest($keys))
"""
NEAR = """
    SELECT place, max(jaro_winkler_similarity(word, $word)) AS alike FROM spelt
    WHERE abs(length(word) - length($word)) <= 3 AND jaro_winkler_similarity(word, $word) >= $least
    GROUP BY place ORDER BY alike DESC, place LIMIT $limit
"""


@dataclass(frozen=True)
class NamedModel:
    """A model as a search shows it: what it is called, and its newest reading."""

    model_id: str
    downloads: int | None
    on: date


def folded(text: str) -> str:
    """Lower case, without accents and without the signs in which spellings of one name differ."""
    return SIGNS.sub("", _plain(text))


def words(text: str) -> list[str]:
    """The words of a name, folded: "Llama-3.1 8B" is llama, 31, 8b."""
    parts = (folded(part) for part in re.split(r"[\s/_:,;()«»“”\"'’-]+", _plain(text)))
    return [part for part in parts if part]


def _plain(text: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in taken_apart if not unicodedata.combining(character))


def spellings(among: Collection[tuple[int, str]]) -> pa.Table:
    """Words with their places, in the form that ``Names.near`` looks through."""
    places, spelt = zip(*among, strict=True) if among else ((), ())
    return pa.table({"place": pa.array(places, pa.int32()), "word": pa.array(spelt, pa.string())})


def _runs_of_letters(text: bytes) -> bytes:
    """Every run of letters in the lines, once: a word that is in none of them is in no line."""
    runs: set[bytes] = set()
    begin = 0
    while begin < len(text):
        end = text.index(b"\n", min(begin + SLICE, len(text) - 1)) + 1
        signs = np.frombuffer(text[begin:end].translate(APART), dtype=np.uint8)
        breaks = signs == ord("\n")
        signs = signs[~(breaks & np.append(True, breaks[:-1]))]
        ends = np.append(0, np.flatnonzero(signs == ord("\n")) + 1).astype(np.int32)
        apart = pa.Array.from_buffers(pa.binary(), len(ends) - 1, [None, pa.py_buffer(ends), pa.py_buffer(signs)])
        runs.update(apart.unique().to_pylist())
        begin = end
    return b"".join(runs)


class Names:
    """The names of one build. Made once a build; safe for threads."""

    def __init__(self, build: OpenBuild) -> None:
        self._build = build
        table = self._fetch(MODELS)
        names = table.column("name").combine_chunks()
        whole = pc.binary_join(pa.ListArray.from_arrays([0, len(names)], names), "\n")[0].as_buffer().to_pybytes()
        self._keys = table.column("model_key").to_numpy()
        self._text = whole.translate(None, b"-._ ") + b"\n"
        self._letters = _runs_of_letters(self._text)
        self._ends = np.flatnonzero(np.frombuffer(self._text, dtype=np.uint8) == ord("\n")).astype(np.uint32)
        self._head = int(self._ends[min(HEAD, len(self._ends)) - 1])
        self.spelt = sorted(set(re.findall(r"[a-z]{4,}", " ".join(names.slice(0, HEAD).to_pylist()))))
        self.families = frozenset(self._fetch(FAMILIES).column("family").to_pylist())
        self.closed: list[dict[str, Any]] = self._fetch(CLOSED).to_pylist()

    def models(self, asked: Sequence[str], limit: int, *, everywhere: bool = True) -> list[NamedModel]:
        """The most downloaded models whose names hold all of the words, ``everywhere`` or among the head alone."""
        rows = list(self._lines([word.encode() for word in asked], limit, everywhere))
        if not rows:
            return []
        keys = [int(self._keys[row]) for row in rows]
        found = {row.pop("model_key"): row for row in self._fetch(FOUND, keys=keys).to_pylist()}
        return [
            NamedModel(row["model_id"], row["downloads_30d"], row["latest_on"]) for row in (found[key] for key in keys)
        ]

    def _lines(self, asked: Sequence[bytes], limit: int, everywhere: bool) -> Iterator[int]:
        """Numbers of the lines that hold all of the words, from the top."""
        needle = max(asked, key=len, default=b"")
        if not needle or any(run not in self._letters for word in asked for run in re.findall(rb"[a-z]+", word)):
            return  # most of what is misspelt: no look at the names
        end = len(self._text) if everywhere and len(needle) >= SHORT else self._head
        at, given = self._text.find(needle, 0, end), 0
        for _ in range(TRIED):
            if at < 0 or given >= limit:
                return
            row = int(np.searchsorted(self._ends, np.uint32(at)))  # a Python integer would copy all of them
            line = self._text[int(self._ends[row - 1]) + 1 if row else 0 : int(self._ends[row])]
            if all(word in line for word in asked):
                given += 1
                yield row
            at = self._text.find(needle, int(self._ends[row]), end)

    def near(self, word: str, spelt: pa.Table, limit: int = NEAREST) -> list[tuple[int, float]]:
        """Places of the words of ``spellings`` that come near, the nearest first, and how near."""
        near = self._fetch(NEAR, {"spelt": spelt}, word=word, least=ALIKE, limit=limit)
        return list(zip(near.column("place").to_pylist(), near.column("alike").to_pylist(), strict=True))

    def _fetch(self, sql: str, tables: dict[str, pa.Table] | None = None, **values: Any) -> pa.Table:
        try:
            with self._build.cursor(SECONDS) as cursor:
                for name, table in (tables or {}).items():
                    cursor.register(name, table)
                relation = cursor.sql(sql, params=values) if values else cursor.sql(sql)
                return relation.to_arrow_table()
        except duckdb.Error as error:
            message = f"The names of build {self._build.info.build_id} cannot be read; run `ouverture rebuild`."
            raise QueryFailed(message) from error


_LOCK = Lock()
_MADE: dict[BuildInfo, Names] = {}


def names_of(build: OpenBuild) -> Names:
    """The names of a build, made at the first question and kept until another build is asked for.

    While they are made, which takes seconds at millions of models, others are given those of the build before.
    """
    made = list(_MADE.items())
    for info, names in made:
        if info == build.info:  # the same build may have been let go and opened again
            return names
    if not _LOCK.acquire(blocking=not made):
        return made[-1][1]
    try:
        if build.info not in _MADE:
            names = Names(build)
            _MADE.clear()
            _MADE[build.info] = names
        return _MADE[build.info]
    finally:
        _LOCK.release()
