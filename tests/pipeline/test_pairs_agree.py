"""One question, one answer: what two cards print under one name, scope and basis is one number on the panel's build."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from ouverture.metrics.reader import Reader


@dataclass(frozen=True)
class Figure:
    """The sum of one column over the rows of a metric that are ``where``, at its last day."""

    metric: str
    column: str
    where: dict[str, object] = field(default_factory=dict)
    given: dict[str, object] = field(default_factory=dict)
    over: str | None = None  # divided by the sum of this column over all rows of the day
    least_tier: int | None = None

    def read(self, reader: Reader, tasks: str, basis: str) -> float:
        metric = reader.catalogue[self.metric]
        scope = {name: value for name, value in (("tasks", tasks), ("basis", basis)) if name in metric.parameters}
        rows = reader.run(self.metric, {**scope, **self.given}).table.to_pylist()
        day = next((name for name in ("snapshot_date", "as_of", "measured_on") if rows and name in rows[0]), None)
        if day == "snapshot_date":
            rows = [row for row in rows if row[day] == max(row[day] for row in rows)]
        picked = [row for row in rows if all(row[name] == value for name, value in self.where.items())]
        if self.least_tier is not None:
            picked = [row for row in picked if (row["tier"] or 0) >= self.least_tier]
        assert picked, f"{self} has no row"
        total = sum(row[self.column] or 0 for row in picked)
        return total / sum(row[self.over] or 0 for row in rows) if self.over else float(total)


def lab_share(metric: str, lab: str, column: str = "share", **given: object) -> Figure:
    return Figure(metric, column, {"lab_id": lab}, given)


PAIRS = {
    "all listed downloads": [
        Figure("downloads_by_tier", "downloads_30d"),
        Figure("downloads_total", "downloads_30d", {"line": "raw"}),
        Figure("lab_table", "downloads_30d"),
        Figure("downloads_by_library", "downloads_30d"),
        Figure("downloads_by_size", "downloads_30d"),
        Figure("licence_mix", "downloads_30d"),
        Figure("likes_and_downloads", "downloads_30d"),
        Figure("adoption_weighted_openness", "downloads_30d"),
        Figure("country_share", "downloads_30d"),
        Figure("country_map", "downloads_30d"),
        Figure("models_behind", "downloads_30d"),
        *(Figure("attribution", mode, given={"mode": mode}) for mode in ("publisher", "family", "packager")),
    ],
    "share at least open weights": [
        Figure("open_share", "share", {"side": "open"}),
        Figure("models_behind", "share", given={"side": "open"}),
        Figure("adoption_weighted_openness", "at_or_above", {"tier": 2}),
        Figure("downloads_by_tier", "downloads_30d", least_tier=2, over="downloads_30d"),
        Figure("licence_mix", "downloads_30d", least_tier=2, over="downloads_30d"),
        Figure("open_share_definitions", "share", {"chosen": True}),
    ],
    "share of Google": [
        lab_share("lab_table", "google"),
        lab_share("lab_adoption", "google"),
        lab_share("likes_and_downloads", "google", "download_share"),
        Figure("attribution", "publisher", {"lab_id": "google"}, {"mode": "publisher"}, over="publisher"),
    ],
    "reach of Mistral AI as a family": [
        Figure("attribution", "family", {"lab_id": "mistral"}, {"mode": "family"}),
        Figure("lab_reach", "family_reach", {"lab_id": "mistral"}),
    ],
    "share of France by publisher": [
        Figure("country_share", "share", {"origin": "FR"}),
        Figure("country_map", "share", {"origin": "FR"}),
        Figure("country_history", "share", {"origin": "FR"}),
        Figure("france_europe", "share", {"region": "FR"}),
    ],
    "share of the first country": [
        Figure("country_share", "share", {"origin": "US"}),
        Figure("country_map", "share", {"origin": "US"}),
    ],
}
OF_ALL_TASKS_RAW = {
    "share of the United States, as the claim says": [
        Figure("country_share", "share", {"origin": "US"}),
        Figure("claims", "figure", {"claim_id": "hf-us-share", "place": 1}),
    ],
    "share of China, as the claim says": [
        Figure("country_share", "share", {"origin": "CN"}),
        Figure("claims", "figure", {"claim_id": "hf-china-share", "place": 1}),
    ],
}
SCOPES = [(tasks, basis) for tasks in ("generative", "all") for basis in ("raw", "adjusted")]


PRICE_AT_EQUAL_SCORE = [
    Figure("price_gap", "closed_over_open", {"band": "1450–1475", "side": "closed"}),
    Figure("price_gap_history", "closed_over_open"),
    Figure("claims", "figure", {"claim_id": "open-cheaper", "place": 1}),
]
SERIES = {"source", "line", "snapshot_date", "chain"}  # of a grain: which reading, not of what


@pytest.fixture(scope="module")
def reader(panel_reader: Reader) -> Reader:
    return panel_reader


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
@pytest.mark.parametrize("quantity", PAIRS)
def test_one_quantity_is_one_number(reader: Reader, quantity: str, tasks: str, basis: str) -> None:
    found = {f"{one.metric}.{one.column}": one.read(reader, tasks, basis) for one in PAIRS[quantity]}
    first = next(iter(found.values()))
    assert found == pytest.approx(dict.fromkeys(found, first), rel=1e-6)


@pytest.mark.parametrize("quantity", OF_ALL_TASKS_RAW)
def test_a_claim_and_its_card_print_one_number(reader: Reader, quantity: str) -> None:
    found = {one.metric: one.read(reader, "all", "raw") for one in OF_ALL_TASKS_RAW[quantity]}
    assert found == pytest.approx(dict.fromkeys(found, next(iter(found.values()))), rel=1e-6)


def test_how_long_leaders_last_is_one_number(reader: Reader) -> None:
    card = Figure("moat_half_life", "half_life_days", {"kind": "model", "tasks": "generative"})
    curve = Figure("moat_definitions", "figure", {"chosen": True})
    assert card.read(reader, "generative", "raw") == curve.read(reader, "generative", "raw")


def test_price_at_equal_score_is_one_number(reader: Reader) -> None:
    # The panel's one band with both sides: 6 open and 8 closed models priced, the median of their 48 ratios is 3.687.
    found = [one.read(reader, "generative", "raw") for one in PRICE_AT_EQUAL_SCORE]
    assert found == pytest.approx([3.687309] * 3, rel=1e-6)
    titles = [reader.run(one.metric).headline() for one in PRICE_AT_EQUAL_SCORE[:2]]
    assert all("3.7 times an open one" in str(title) for title in titles)


def labelled(reader: Reader, tasks: str, basis: str) -> dict[tuple[object, ...], dict[str, float]]:
    """What each metric of this scope prints of its newest reading: by what it is of, label, unit, source and day."""
    found: dict[tuple[object, ...], dict[str, float]] = {}
    scope = {"tasks": tasks, "basis": basis}
    for metric in reader.catalogue.values():
        of_what = [name for name in metric.grain.split(", ") if name not in SERIES]
        if metric.required or not {"source", "snapshot_date", *of_what} <= metric.columns.keys():
            continue
        own = {"tasks": "all", "basis": "raw"} | {name: scope[name] for name in scope if name in metric.parameters}
        if own != scope:  # it does not count under this scope
            continue
        rows = reader.run(metric.name, {k: v for k, v in scope.items() if k in metric.parameters}).table.to_pylist()
        last = max((row["snapshot_date"] for row in rows if row["snapshot_date"]), default=None)
        numbers = {n: c for n, c in metric.columns.items() if c.type in ("integer", "number") and n not in of_what}
        for row in (row for row in rows if row["snapshot_date"] == last):
            for name, column in numbers.items():
                if row[name] is not None and name != "shown_of":
                    key = (
                        *((what, str(row[what])) for what in of_what),
                        column.label.en,
                        column.unit,
                        row["source"],
                        last,
                    )
                    found.setdefault(key, {})[metric.name] = row[name]
    return found


@pytest.mark.parametrize(("tasks", "basis"), SCOPES)
def test_every_two_metrics_that_print_a_label_of_one_thing_print_one_number(
    reader: Reader, tasks: str, basis: str
) -> None:
    shared = {key: said for key, said in labelled(reader, tasks, basis).items() if len(said) > 1}
    assert {name for said in shared.values() for name in said} > {"lab_table", "lab_adoption", "country_map"}
    apart = {
        key: said for key, said in shared.items() if max(said.values()) - min(said.values()) > 1e-6 * max(said.values())
    }
    assert not apart
