"""Where answers come from: this machine's warehouse, a server, or a published data set. All give the same rows."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

import httpx2
import pyarrow as pa
import pyarrow.parquet as pq

from ouverture import __version__
from ouverture.client.answer import Answer
from ouverture.client.listing import Described, Listing
from ouverture.metrics.description import description
from ouverture.metrics.errors import BadParameter, MetricError, UnknownMetric
from ouverture.metrics.export import described_table
from ouverture.metrics.parameters import Parameter
from ouverture.metrics.reader import Reader
from ouverture.metrics.strict import LOCALES
from ouverture.outcome import Failure
from ouverture.places import Places

SECONDS = 70.0  # a server gives an answer 60
ALLOWED = 40  # values that an error names


class Client(ABC):
    """Answers metrics. ``ov.connect()`` makes one; ``ov.metric`` and ``ov.metrics`` are those of this machine's."""

    def metrics(self, about: str = "", *, lang: str = "en") -> Listing:
        """Every metric with title, unit and parameters; with ``about`` those that speak of the word.

        ``metrics()["open_share"]`` says all of one: parameters and what they accept, columns, formula, limits.
        """
        listing = Listing({metric["name"]: Described(metric, _language(lang)) for metric in self._listed()})
        return listing.about(about) if about else listing

    def metric(self, name: str, /, *, build: str | None = None, lang: str = "en", **parameters: Any) -> Answer:
        """The rows of a metric with what they say, their sources and how to cite them.

        Parameters are those that the metric declares (``metrics()[name].parameters``), as values or as text: a date
        or "2025-09-01", a list or "mistral,google"; those left out take their defaults. ``build`` asks one build,
        ``lang`` (en, fr) chooses the language of what is said. Raises UnknownMetric, BadParameter, NoBuild, BuildGone
        and other MetricErrors, each naming the remedy.
        """
        given = {key: list(value) if isinstance(value, tuple | set) else value for key, value in parameters.items()}
        try:
            return Answer(self._rows(name, given, build), _language(lang))
        except BadParameter as fault:
            if isinstance(fault.allowed, list):
                more = len(fault.allowed) - ALLOWED
                shown = ", ".join(fault.allowed[:ALLOWED]) + (f" and {more} more" if more > 0 else "")
                fault.add_note(f"Allowed: {shown or 'nothing'}.")
            else:
                fault.add_note(f"Allowed: {fault.allowed}.")
            raise

    @abstractmethod
    def _listed(self) -> Sequence[Mapping[str, Any]]:
        """What ``description`` says of every metric."""

    @abstractmethod
    def _rows(self, name: str, parameters: Mapping[str, Any], build: str | None) -> pa.Table:
        """The rows, as ``described_table`` makes them."""


class Local(Client):
    """Answers from the published build of this machine, as every command finds it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __repr__(self) -> str:
        return f"Ouverture's data in {self._reader.warehouse.places.root}"

    def _listed(self) -> Sequence[Mapping[str, Any]]:
        return [description(metric) for metric in self._reader.catalogue.values()]

    def _rows(self, name: str, parameters: Mapping[str, Any], build: str | None) -> pa.Table:
        return described_table(self._reader.run(name, parameters, build_id=build))


class Server(Client):
    """Answers from a server of Ouverture, over its HTTP interface."""

    def __init__(self, address: str, http: httpx2.Client | None = None) -> None:
        self._address = address.rstrip("/")
        agent = {"User-Agent": f"ouverture/{__version__}"}
        self._http = http or httpx2.Client(timeout=SECONDS, follow_redirects=True, headers=agent)

    def __repr__(self) -> str:
        return f"Ouverture at {self._address}"

    def _listed(self) -> Sequence[Mapping[str, Any]]:
        metrics: Sequence[Mapping[str, Any]] = self._get("", {}).json()
        return metrics

    def _rows(self, name: str, parameters: Mapping[str, Any], build: str | None) -> pa.Table:
        asked = {key: Parameter.text(value) for key, value in parameters.items()}
        if build is not None:
            asked["build"] = build
        return pq.read_table(io.BytesIO(self._get(f"/{name}.parquet", asked).content))

    def _get(self, path: str, asked: Mapping[str, str]) -> httpx2.Response:
        try:
            answer = self._http.get(f"{self._address}/api/v1/metrics{path}", params=asked)
        except httpx2.HTTPError as error:
            raise MetricError(f"{self._address} does not answer: {error or type(error).__name__}.") from None
        if answer.is_success and not answer.headers.get("Content-Type", "").startswith("text/html"):
            return answer
        try:
            problem = answer.json()
            detail = str(problem["detail"])
        except (ValueError, KeyError, TypeError):
            raise MetricError(f"{self._address} is no server of Ouverture, or not reached ({answer}).") from None
        if "parameter" in problem:
            raise BadParameter(problem["parameter"], asked.get(problem["parameter"]), problem["allowed"], detail)
        if "nearest" in problem:
            raise UnknownMetric(path.strip("/").removesuffix(".parquet"), self.metrics())
        raise MetricError(detail)


@cache
def local(places: Places) -> Local:
    """The one client of these places."""
    return Local(Reader(places))


def of_published(address: str, places: Places) -> Client:
    """A client of the newest build published at ``address``, which is brought into the cache. Raises MetricError."""
    from ouverture.replica.following import follow

    brought = Places(places.cache / "published" / sha256(address.encode()).hexdigest()[:16])
    try:
        follow(brought, address, datetime.now(UTC))
    except Failure as failure:
        raise MetricError(f"{failure}.") from None
    return local(brought)


def _language(lang: str) -> str:
    if lang not in LOCALES:
        raise BadParameter("lang", lang, LOCALES, f"'lang' allows {', '.join(LOCALES)}, not {lang!r}.")
    return lang
