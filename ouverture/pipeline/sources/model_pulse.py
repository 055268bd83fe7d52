"""The archive Model Pulse: the counters of every model that was ever active, a file a month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from ouverture.pipeline.sources.archive import Archive
from ouverture.pipeline.sources.foreign import LARGEST_TEXT, NoAnswer, read_json


class ModelPulse(Archive):
    """``modelpulse/model-pulse-data``: counters of every model that was ever active, a file a month, no attributes."""

    repository = "modelpulse/model-pulse-data"
    whole = False
    columns: ClassVar[Mapping[str, str]] = {
        "id": "id", "day": "day", "downloads": "dl30", "downloadsAllTime": "dl_all", "likes": "likes",
    }  # fmt: skip

    def days_held(self) -> dict[date, str]:
        """The days that its ``meta.json`` lists, each in the file of its month, all at the newest commit."""
        sha = self.api.dataset_info(self.repository).sha
        root = f"datasets/{self.repository}@{sha}"
        try:
            with self.files.open(f"{root}/meta.json", "rb", block_size=1 << 20, cache_type="none") as file:
                days = [date.fromisoformat(day) for day in read_json(file.read(LARGEST_TEXT + 1))["days"]]
        except FileNotFoundError as error:
            raise NoAnswer("has no meta.json that lists its days") from error
        except (ValueError, KeyError, TypeError) as error:
            raise NoAnswer("has a meta.json of another form than known") from error
        return {day: f"{root}/series/{day:%Y-%m}.parquet" for day in days}
