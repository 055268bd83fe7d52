"""The Hub's content: repositories, organisations, the passing of days, and the faults in force."""

from __future__ import annotations

import gc
import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.standin.counters import Record, move_counters
from tests.standin.faults import Fault
from tests.standin.population import Population
from tests.standin.publishers import DATASET_LICENCES, HOSTILE, NAMED_DATASETS, PACKAGERS, PUBLISHERS
from tests.standin.repositories import Repositories

DEFAULT_DATE = date(2026, 11, 24)
BIRTHS_A_DAY = 0.0015
"""New models a day, as a share of all models."""


@dataclass(frozen=True)
class Request:
    """One request as it came in, and the status it was answered with; 0 where the connection was cut."""

    method: str
    path: str
    query: dict[str, list[str]]
    status: int
    fault: str | None
    authenticated: bool
    user_agent: str


@dataclass
class Hub:
    """What a stand-in serves. Change ``models`` and their dictionaries freely; the next first page shows it.

    Args:
        page_size: most records on a page, 1,000 as on the Hub; make it small to get many pages of few models.
        quota, window_seconds: rate limit, requests per fixed window; beyond it comes 429.
        latency_seconds: pause before every answer.
    """

    seed: int = 1
    today: date = DEFAULT_DATE
    models: list[Record] = field(default_factory=list, repr=False)
    datasets: list[Record] = field(default_factory=list, repr=False)
    organisations: dict[str, Record] = field(default_factory=dict, repr=False)
    renames: dict[str, str] = field(default_factory=dict)
    repositories: Repositories = field(default_factory=Repositories)
    faults: list[Fault] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list, repr=False)
    page_size: int = 1000
    quota: int = 100_000
    window_seconds: float = 300.0
    latency_seconds: float = 0.0
    url: str = field(default="", init=False)  # set while it is served
    version: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self.closing = threading.Event()
        self._population = Population(self.seed)
        self._rng = random.Random(self.seed + 1)
        self._dataset_rng = random.Random(self.seed + 2)  # their own, so that models stay what they are
        self._window_started = time.monotonic()
        self._window_requests = 0

    # ------------------------------------------------------------------ content

    def populate(self, count: int) -> None:
        """Add ``count`` realistic models, ``count``/20 datasets and the well-known organisations."""
        collecting = gc.isenabled()
        gc.disable()  # a hundred thousand new dictionaries would set off a full collection after another
        try:
            self.models += self._population.founders(count, self.today)
        finally:
            if collecting:
                gc.enable()
        for record in self.models[: count // 20]:
            self._add_made_dataset(record)
        for name in [publisher.organisation for publisher in PUBLISHERS] + list(PACKAGERS):
            self.add_organisation(name)
        self.version += 1

    def model(self, model_id: str) -> Record:
        """The record of a model. Raises KeyError for an id that is not there."""
        for record in self.models:
            if record["id"] == model_id:
                return record
        raise KeyError(model_id)

    def add_model(
        self,
        model_id: str,
        *,
        licence: str | None = None,
        base_models: Sequence[str] = (),
        relation: str | None = None,
        without: Sequence[str] = (),
        **fields: Any,
    ) -> Record:
        """Add one model and return its record.

        Args:
            licence: Hub licence key; makes the tag and the card.
            base_models, relation: make the tags, in pairs where a relation is given, and the card.
            without: keys that the record lacks.
            fields: keys of the record as the API spells them, e.g. ``downloads=5``; they replace the made ones.
        """
        card: Record = {"license": licence} if licence else {}
        tags = []
        for base in base_models:
            tags += [f"base_model:{base}"] + ([f"base_model:{relation}:{base}"] if relation else [])
            card["base_model"] = base_models[0] if len(base_models) == 1 else list(base_models)
        if licence:
            tags.append(f"license:{licence}")
        record = self._repository(model_id)
        record |= {"modelId": model_id, "pipeline_tag": "text-generation", "library_name": "transformers"}
        record |= {"tags": ["transformers", *tags, "region:us"], "cardData": card, "siblings": []}
        record |= fields
        for key in without:
            record.pop(key, None)
        with self.lock:
            self.models.append(record)
            self.version += 1
        return record

    def add_dataset(self, dataset_id: str, **fields: Any) -> Record:
        """Add one dataset and return its record."""
        record = self._repository(dataset_id) | {"description": "", "tags": ["region:us"]} | fields
        with self.lock:
            self.datasets.append(record)
            self.version += 1
        return record

    def add_organisation(self, name: str, **fields: Any) -> None:
        """Add the overview of an organisation; its counts of repositories are taken when it is asked for."""
        self.organisations[name] = {
            "name": name,
            "fullname": name,
            "avatarUrl": f"/avatars/{name}.png",
            "type": "org",
            "isVerified": True,
            "numUsers": 20,
            "numSpaces": 1,
            "numFollowers": 1000,
        } | fields

    def add_hostile(self) -> list[Record]:
        """Models whose texts attack whatever shows, exports or parses them; one each for every hostile text, plus
        one with 10,000 tags and one whose id itself is hostile."""
        added = [
            self.add_model(
                f"hostile/model-{number}",
                downloads=1_000 + number,
                pipeline_tag=text,
                library_name=text,
                tags=[text, f"license:{text}", f"base_model:finetune:{text}"],
                cardData={"license": "other", "license_name": text, "license_link": text, "base_model": text},
            )
            for number, text in enumerate(HOSTILE)
        ]
        added.append(self.add_model("hostile/many-tags", tags=[f"tag-{number}" for number in range(10_000)]))
        added.append(self.add_model("=cmd|' /C calc'!A0/<b>\u202ebold</b>", downloads=999))
        return added

    def remove(self, model_id: str) -> None:
        """Delete a model."""
        with self.lock:
            self.models.remove(self.model(model_id))
            self.version += 1

    def rename(self, old_id: str, new_id: str) -> None:
        """Give a model a new id; its ``_id`` stays, and the old id answers 307."""
        with self.lock:
            record = self.model(old_id)
            record |= {"id": new_id, "modelId": new_id}
            if "/" in new_id:
                record["author"] = new_id.partition("/")[0]
            self.renames = {old: new_id if new == old_id else new for old, new in self.renames.items()}
            self.renames[old_id] = new_id
            self.renames.pop(new_id, None)
            self.version += 1

    def rename_organisation(self, old: str, new: str) -> None:
        """Rename an organisation with all its models."""
        with self.lock:
            for record in [record for record in self.models if record.get("author") == old]:
                self.rename(record["id"], f"{new}/{record['id'].partition('/')[2]}")
            if overview := self.organisations.pop(old, None):
                self.organisations[new] = overview | {"name": new, "fullname": new}

    def advance(self, days: int = 1, *, frozen: float = 0.0, restated: float = 0.0, factor: float = 1.0) -> None:
        """Let days pass: counters move, a few models are born and deleted.

        Args:
            frozen: share of models whose counters stand still, besides the usual 3 %.
            restated: share of models whose all-time counter falls.
            factor: what 30-day counters are multiplied by; 1 on a normal day, 0.5 when the Hub counts half a window.
        """
        with self.lock:
            self.today += timedelta(days=days)
            move_counters(self.models, self._rng, days, frozen=frozen, restated=restated, factor=factor)
            move_counters(self.datasets, self._dataset_rng, days, frozen=frozen, restated=restated, factor=factor)
            deaths = int(len(self.models) * 0.0002 * days)
            fresh = self.models[-max(1, len(self.models) // 2) :]
            gone = {record["_id"] for record in self._rng.sample(fresh, min(deaths, len(fresh)))}
            if gone:
                self.models = [record for record in self.models if record["_id"] not in gone]
            self.models += self._population.newborn(round(len(self.models) * BIRTHS_A_DAY * days), self.today)
            self.version += 1

    # ------------------------------------------------------------------ faults and limits

    @property
    def fault(self) -> Fault | None:
        """The first fault in force. Assigning sets it as the only one; None ends all."""
        return self.faults[0] if self.faults else None

    @fault.setter
    def fault(self, fault: Fault | None) -> None:
        self.faults = [fault] if fault else []

    def set_faults(self, faults: Sequence[dict[str, Any]]) -> None:
        """The faults in force, each as the arguments of ``Fault``: what a stand-in in another process is sent."""
        self.faults = [Fault(**fault) for fault in faults]

    def struck(self, path: str, author: str | None) -> Fault | None:
        """The fault that meets this request; every fault in force counts it."""
        with self.lock:
            return next(iter([fault for fault in self.faults if fault.strikes(path, author)]), None)

    def spend(self) -> tuple[int, int]:
        """Count one request against the quota.

        Returns:
            Requests left in the window, negative if this one is too many, and seconds to its end.
        """
        with self.lock:
            now = time.monotonic()
            if now - self._window_started >= self.window_seconds:
                self._window_started, self._window_requests = now, 0
            self._window_requests += 1
            reset = int(self._window_started + self.window_seconds - now)
            return self.quota - self._window_requests, max(0, reset)

    # ------------------------------------------------------------------ parts

    def _add_made_dataset(self, model: Record) -> None:
        """A dataset beside a model of the same author: the first ones are those that models name."""
        number, rng = len(self.datasets), self._dataset_rng
        name = (
            NAMED_DATASETS[number] if number < len(NAMED_DATASETS) else f"{model.get('author', 'data')}/data-{number}"
        )
        downloads = int(rng.lognormvariate(8, 2))
        licences = rng.choice(DATASET_LICENCES)
        self.add_dataset(
            name,
            likes=model["likes"],
            downloads=downloads,
            downloadsAllTime=downloads * 9,
            gated=rng.choice((False,) * 17 + ("auto", "auto", "manual")),
            tags=[*(f"license:{key}" for key in licences), "language:en", "size_categories:1M<n<10M", "region:us"],
        )

    def _repository(self, repository_id: str) -> Record:
        """Keys that models and datasets share; created a hundred days ago."""
        created = datetime.combine(self.today, datetime.min.time(), UTC) - timedelta(days=100)
        instant = f"{created.isoformat()[:19]}.000Z"
        record: Record = {"_id": self._population.identity(int(created.timestamp())), "id": repository_id}
        record |= {"private": False, "disabled": False, "gated": False, "downloads": 0, "downloadsAllTime": 0}
        record |= {"likes": 0, "trendingScore": 0, "createdAt": instant, "lastModified": instant, "sha": "0" * 40}
        if "/" in repository_id:
            record["author"] = repository_id.partition("/")[0]
        return record


def make_hub(count: int = 1000, seed: int = 1, today: date = DEFAULT_DATE) -> Hub:
    """A hub of ``count`` models as they are on the real one; equal arguments give equal hubs."""
    hub = Hub(seed=seed, today=today)
    hub.populate(count)
    return hub
