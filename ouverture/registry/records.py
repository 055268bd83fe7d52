"""One model per kind of statement. The field names are the keys of the TOML files."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from ouverture.registry.countries import COUNTRIES

COMPONENTS = (
    "weights",
    "licence",
    "architecture",
    "inference_code",
    "training_code",
    "pretraining_data",
    "posttraining_data",
    "paper",
    "model_card",
    "data_card",
)


def _looks_like(pattern: str, words: str) -> AfterValidator:
    """A check that says in words what the pattern says in signs."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(f"expected {words}")
        return text

    return AfterValidator(check)


def _country(code: str) -> str:
    if code not in COUNTRIES:
        raise ValueError("expected a country code of ISO 3166-1, such as 'FR'")
    return code


Words = Annotated[str, _looks_like(r"\S(.*\S)?", "words, without blanks at the ends")]
Link = Annotated[str, _looks_like(r"https://\S+", "a link that begins with https://")]
Hex = Annotated[str, _looks_like(r"#[0-9A-Fa-f]{6}", "a colour such as '#0B3C6F'")]
Country = Annotated[str, AfterValidator(_country)]
Glob = Annotated[
    str, _looks_like(r"[^\s/\[\]]+/([^\s/\[\]]|\[[^\s/\[\]]+\])+", "a glob over model ids, such as 'google/gemma*'")
]
Namespace = Annotated[str, _looks_like(r"[A-Za-z0-9][A-Za-z0-9._-]*", "a namespace of the Hub, such as 'google'")]
ModelId = Annotated[str, _looks_like(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?", "a model id, such as 'google/gemma-2b'")]
NamingWord = Annotated[str, _looks_like(r"[a-z0-9-]+", "lower case, digits and hyphens")]
LicenceKey = Annotated[str, _looks_like(r"[^A-Z]+", "lower case")]
Month = Annotated[str, _looks_like(r"20\d\d-(0[1-9]|1[0-2])", "a month such as '2024-09'")]
Variable = Annotated[str, _looks_like(r"[A-Z][A-Z0-9_]*", "the name of an environment variable, such as 'HF_ENDPOINT'")]
TableName = Annotated[str, _looks_like(r"[a-z][a-z0-9_]*", "the name of a table, such as 'catalogue_model'")]
MetricName = Annotated[str, _looks_like(r"[a-z][a-z0-9_]*", "the name of a metric, such as 'claim_tests'")]


class Record(BaseModel):
    """Refuses unknown keys and silent conversions; never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Colour(Record):
    """A lab's colour on paper and on the dark ground, as ``#RRGGBB``."""

    light: Hex
    dark: Hex


class Organisation(Record):
    """A namespace on the Hub. ``from_on`` and ``until_on`` bound its time with the lab; None = always, still."""

    id: Namespace
    from_on: date | None = Field(None, alias="from")
    until_on: date | None = Field(None, alias="until")
    renamed_to: Namespace | None = None


LabFact = Literal["country", "founded", "parent", "founders_country"]


class LabSource(Record):
    """A page, and what of a lab it states. Not ``checked``: the address is known, the page was not at hand."""

    link: Link
    states: Annotated[tuple[LabFact | Literal["kind", "organisations"], ...], Field(min_length=1)]
    checked: bool = True


class Lab(Record):
    """Who makes models, or packages those of others. ``parent`` is the owning company, where it is another.

    Each fact is stated by one of the ``sources`` or stands among those that are ``unverified``.
    """

    name: Words
    short: Annotated[str, StringConstraints(min_length=1, max_length=14)] | None = None
    country: Country | None = None
    parent: Words | None = None
    parent_country: Country | None = None
    founders_country: Country | None = None
    kind: Literal["company", "non-profit", "university", "community", "government", "packager"]
    founded: Annotated[int, Field(ge=1000, le=2100)] | None = None
    color: Colour | None = None
    organisations: tuple[Organisation, ...] = ()
    families: dict[Words, tuple[Glob, ...]] = {}
    closed_products: tuple[Words, ...] = ()
    spellings: tuple[Words, ...] = ()
    unverified: tuple[LabFact, ...] = ()
    sources: Annotated[tuple[LabSource, ...], Field(min_length=1)]

    @property
    def evidence(self) -> str:
        """The page to show beside the lab: what states its country, else the first."""
        return next((source.link for source in self.sources if "country" in source.states), self.sources[0].link)

    @property
    def short_name(self) -> str:
        """Label for charts, 14 characters at most wherever ``name`` is longer."""
        return self.short or self.name


class Licence(Record):
    """What a licence allows. ``tier`` is the highest openness tier it leaves possible; None = cannot be told.

    ``max_monthly_users``: above it, a separate licence is needed. ``no_eu``: not granted to those domiciled in the EU
    (``no_eu_link`` where that stands outside the licence's own text). ``train_other_models``: whether outputs may.
    """

    name: Words
    tier: Literal[1, 2] | None = None
    osi_approved: bool | None = None
    commercial_use: bool | None = None
    limits_en: Words | None = None
    limits_fr: Words | None = None
    max_monthly_users: Annotated[int, Field(gt=0)] | None = None
    no_eu: bool | None = None
    no_eu_link: Link | None = None
    train_other_models: bool | None = None
    link: Link | None = None
    aliases: tuple[LicenceKey, ...] = ()


class Task(Record):
    """A task of the Hub (its ``pipeline_tag``) and whether it counts as generative."""

    task_scope: Literal["generative", "other"]
    label_en: Words
    label_fr: Words


class Evidence(Record):
    """One component of a model family: open, partial or closed, and where one sees it."""

    value: Literal["open", "partial", "closed"]
    link: Link


class FamilyEvidence(Record):
    """The ten components of one model family; what is told of synthetic training data, where that was judged."""

    lab: Words
    checked_on: date
    weights: Evidence
    licence: Evidence
    architecture: Evidence
    inference_code: Evidence
    training_code: Evidence
    pretraining_data: Evidence
    posttraining_data: Evidence
    paper: Evidence
    model_card: Evidence
    data_card: Evidence
    synthetic_data: Evidence | None = None

    def component(self, name: str) -> Evidence:
        """Evidence of one of ``COMPONENTS``."""
        found = getattr(self, name)
        assert isinstance(found, Evidence)
        return found

    @property
    def tier(self) -> int | None:
        """3 (open tooling) or 4 (open source) where the evidence carries it, else None: the licence decides alone.

        3 = weights, licence, architecture, inference and training code open, paper and model card at least in part.
        4 = 3 with all training data open, or open in part and told in an open data card (OSAID data information).
        """
        tooling = ("weights", "licence", "architecture", "inference_code", "training_code")
        data = (self.pretraining_data.value, self.posttraining_data.value)
        if any(self.component(name).value != "open" for name in tooling):
            return None
        if "closed" in (self.paper.value, self.model_card.value):
            return None
        described = self.data_card.value == "open" and "closed" not in data
        return 4 if data == ("open", "open") or described else 3


class Exclusion(Record):
    """Repositories left out of adjusted figures: ``pattern`` is a glob over model ids."""

    pattern: Glob
    reason_en: Words
    reason_fr: Words
    added_on: date


class Event(Record):
    """A dated event worth a mark on a time axis. ``source`` names the reading source it concerns.

    ``models`` are globs over the ids of the models that a release brought: ``on`` is the day they were announced.
    """

    on: date
    kind: Literal["release", "counter_incident", "policy", "partnership"]
    lab: Words | None = None
    source: Words | None = None
    title_en: Words
    title_fr: Words
    link: Link | None = None
    models: tuple[Glob, ...] = ()


class Package(Record):
    """A package whose installs stand for one side: clients of closed models, or runtimes of models one holds."""

    registry: Literal["pypi", "npm"]
    package: Words
    side: Literal["closed_api", "open_runtime", "other"]
    lab: Words | None = None
    why_en: Words
    why_fr: Words


class Claim(Record):
    """A sentence of the public debate, the metric that tests it, and what a full test would need.

    It was said on a day, or in a month where the day is not known. ``from`` and ``until`` are the first and the last
    day of which it speaks (no ``until`` = it goes on): evidence of other days decides nothing.
    """

    claim_en: Words
    claim_fr: Words
    who: Words
    who_fr: Words | None = None
    said_on: date | None = None
    said_in: Month | None = None
    from_on: date = Field(alias="from")
    until_on: date | None = Field(None, alias="until")
    figure: float | None = None
    unit: Words | None = None
    metric: MetricName | None = None
    missing_en: Words | None = None
    missing_fr: Words | None = None
    link: Link | None = None


class Packaging(Record):
    """A form in which models are republished or derived, told from words of the model's name."""

    role: Literal["quantized", "converted", "derived"]
    words: Annotated[tuple[NamingWord, ...], Field(min_length=1)]


class TransparencyScore(Record):
    """A developer's score in one edition of the Foundation Model Transparency Index, in points of 100."""

    edition: Annotated[str, _looks_like(r"\d{4}", "the year of the edition, such as '2023'")]
    published_on: date
    lab: Words
    score: Annotated[int, Field(ge=0, le=100)]
    link: Link


class Postponement(Record):
    """The day on which a promise was put off, and where that was said."""

    on: date
    link: Link


class Promise(Record):
    """What a lab said it would open. ``due_on`` is the last day it first named; None = it named none."""

    lab: Words
    announced_on: date
    what_en: Words
    what_fr: Words
    due_on: date | None = None
    postponed: tuple[Postponement, ...] = ()
    delivered_on: date | None = None
    link: Link
    delivered_link: Link | None = None


Verdict = Literal["holds", "fails", "depends", "cannot_be_tested"]


class Correction(Record):
    """What we published and corrected: the verdict of a ``claim``, or a figure that ``what`` names, in ``unit``."""

    on: date
    metric: Words
    claim: Words | None = None
    what_en: Words | None = None
    what_fr: Words | None = None
    before: Verdict | float
    after: Verdict | float
    unit: Literal["times", "points", "share", "downloads", "models", "months"] | None = None
    why_en: Words
    why_fr: Words


class Alias(Record):
    """What sources call one model, spelling by spelling, and its own repository on the Hub, where it has one."""

    names: Annotated[tuple[Words, ...], Field(min_length=1)]
    hub: ModelId | None = None
    checked_on: date


class Rename(Record):
    """The id that a model or dataset has now. ``on`` is the day of the change, where known."""

    to: ModelId
    on: date | None = None


class DataSource(Record):
    """A source of numbers: what it is and is called, whom it credits, where it is asked and how often.

    What each key means stands at the head of the file.
    """

    kind: Literal["readings", "archive", "web", "panel", "registry"]
    within: Words | None = None
    label_en: Words
    label_fr: Words
    credit_en: Words
    credit_fr: Words
    licence: Words
    link: Link | None = None
    aliases: tuple[Words, ...] = ()
    address: Link | None = None
    variable: Variable | None = None
    key: Variable | None = None
    essential: bool = False
    on_request: bool = False
    every_hours: Annotated[int, Field(gt=0)] = 24
    late_hours: Annotated[int, Field(gt=0)] = 72
    listing: Literal["organisations", "ranking"] | None = None
    dated_attributes: bool = False
    names_repositories: bool = False
    by_provider: bool = False
    brings: tuple[TableName, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether a snapshot can ask it."""
        return self.kind in ("readings", "web", "panel") and self.within is None

    def address_variable(self, name: str) -> str:
        """The environment variable that replaces its base address, for it is called ``name``."""
        return self.variable or f"OUVERTURE_{name.upper().replace('-', '_')}_URL"
