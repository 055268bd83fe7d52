"""Records as the Hub's API gives them, made up by the thousand and the same for the same seed."""

from __future__ import annotations

import random
import re
from datetime import UTC, date, datetime, time
from typing import Any

from tests.standin.counters import Record, set_counters
from tests.standin.publishers import (
    CUSTOM_LICENCES,
    LEGACY_NAMES,
    LICENCES,
    PACKAGERS,
    PIPELINE_TAGS,
    PUBLISHERS,
    Publisher,
)

PINNED = "2022-03-02T23:29:04.000Z"
"""``createdAt`` of every repository older than that: it means "on or before"."""
PINNED_EPOCH = int(datetime.fromisoformat(PINNED).timestamp())

NO_PIPELINE_SHARE, NO_LIBRARY_SHARE = 0.22, 0.32
NO_LICENCE_SHARE = {"publisher": 0.05, "packager": 0.30, "person": 0.65}
"""Shares of records without the key or tag; over the whole population about 58 % carry no licence."""

KINDS = (("plain", 48), ("finetune", 22), ("adapter", 12), ("gguf", 8), ("mlx", 3), ("merge", 4), ("untold", 3))
PACKAGED = ("gguf", "mlx")


def _urn(weighted: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Each word as often as its weight: drawing from it is several times faster than ``random.choices``."""
    return tuple(word for word, weight in weighted for _ in range(weight))


KIND_URN, TASK_URN, LICENCE_URN = _urn(KINDS), _urn(PIPELINE_TAGS), _urn(LICENCES)
CHAT_TEMPLATE = "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n" * 12
TAILS = (
    ("endpoints_compatible",),
    ("text-generation-inference", "endpoints_compatible", "deploy:azure"),
    ("generated_from_trainer", "dataset:imdb", "model-index", "autotrain_compatible"),
    ("en", "fr", "de", "es", "pt", "it", "ja", "zh", "custom_code", "arxiv:2407.21783", "arxiv:2204.05149"),
    ("dataset:HuggingFaceH4/ultrachat_200k", "arxiv:1910.09700", "trl", "sft", "8-bit", "endpoints_compatible"),
)
SIBLINGS = [{"rfilename": ".gitattributes"}, {"rfilename": "README.md"}]  # one list for all: it is never changed
STEMS = ("bert", "llama", "mistral", "qwen", "sd-lora", "whisper", "ppo-lunar", "vit", "gemma", "speecht5", "phi", "t5")
TRAITS = ("finetuned", "v1", "chat", "imdb", "fr", "medical", "sft", "dpo", "test", "emotion", "reasoning", "code")
SYLLABLES = ("an", "bo", "cla", "dri", "el", "fen", "gu", "hari", "io", "ju", "ka", "lin", "mar", "no", "zhu", "vi")
SIZE_IN_NAME = re.compile(r"(\d+(?:\.\d+)?)([bm])\b", re.IGNORECASE)


class Population:
    """Maker of model records: ``founders`` for the first day, ``newborn`` for the days after."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self._serial = 0
        self._taken: set[str] = set()
        self._bases: list[str] = []

    def founders(self, count: int, today: date) -> list[Record]:
        """``count`` records with counters: the well-known repositories first, then packagers and individuals."""
        records: list[Record] = []
        weights: list[float] = []
        now = int(datetime.combine(today, time(3), UTC).timestamp())
        known = [(publisher, name) for publisher in PUBLISHERS for name in publisher.names]
        for publisher, name in known[: max(1, count - len(LEGACY_NAMES))]:
            records.append(self._published(publisher, name, self._birth(now)))
            weights.append(3000)
        for name in LEGACY_NAMES[: max(0, count - len(records))]:
            records.append(self._record(None, name, PINNED_EPOCH, task="fill-mask", licence="mit"))
            weights.append(300)
        while len(records) < count:
            draw = self.rng.random()
            records.append(self._drawn(draw, self._birth(now)))
            weights.append(30 if draw < 0.06 else 4 if draw < 0.14 else 1)
        set_counters(records, weights, self.rng, today)
        return records

    def newborn(self, count: int, today: date) -> list[Record]:
        """``count`` records created on ``today``, with the few downloads of a first day."""
        midnight = int(datetime.combine(today, time(), UTC).timestamp())
        records = [self._drawn(self.rng.random(), midnight + self.rng.randrange(86_400)) for _ in range(count)]
        for record in records:
            downloads = int(self.rng.lognormvariate(0, 2)) if self.rng.random() < 0.3 else 0
            record.update(downloads=downloads, downloadsAllTime=downloads, likes=0, trendingScore=downloads // 100)
        return records

    def drawn(self, now: int) -> Record:
        """One more record of a founder, without counters: for those who keep these elsewhere."""
        return self._drawn(self.rng.random(), self._birth(now))

    def identity(self, epoch: int) -> str:
        """A new ``_id``: 24 hex digits that begin with the seconds of ``epoch``, as MongoDB makes them."""
        self._serial += 1
        return f"{epoch:08x}36468d709f{self._serial:06x}"

    def _birth(self, now: int) -> int:
        """Seconds since 1970: most of the Hub is young, and what is older than the pin is pinned."""
        return max(PINNED_EPOCH, now - int(self.rng.expovariate(1 / (420 * 86_400))))

    def _drawn(self, draw: float, epoch: int) -> Record:
        """A record of a publisher (draw below 0.06), a packager (below 0.14) or a person."""
        rng = self.rng
        if draw < 0.06:
            publisher = rng.choice(PUBLISHERS)
            return self._published(publisher, f"{rng.choice(publisher.names)}-{rng.choice(TRAITS)}", epoch)
        task = rng.choice(TASK_URN)
        if draw < 0.14:
            author, rank = rng.choice(PACKAGERS), "packager"
            kind = "mlx" if author == "mlx-community" else "gguf"
        else:
            kind, rank = rng.choice(KIND_URN), "person"
            author = f"{rng.choice(SYLLABLES)}{rng.choice(SYLLABLES)}{int(rng.paretovariate(0.7)) % 5000}"
        licence = rng.choice(LICENCE_URN) if rng.random() >= NO_LICENCE_SHARE[rank] else None
        if kind == "plain":
            return self._record(author, f"{rng.choice(STEMS)}-{rng.choice(TRAITS)}", epoch, task=task, licence=licence)
        bases = [self._base() for _ in range(rng.randint(2, 3) if kind == "merge" else 1)]
        stem = bases[0].rpartition("/")[2]
        name = f"{stem}-{'GGUF' if kind == 'gguf' else '4bit' if kind == 'mlx' else rng.choice(TRAITS)}"
        return self._record(author, name, epoch, task=task, licence=licence, kind=kind, bases=bases)

    def _base(self) -> str:
        """A base model: mostly one of the first, so that few families hold most derivatives."""
        return self._bases[min(int(self.rng.expovariate(1 / 12)), len(self._bases) - 1)]

    def _published(self, publisher: Publisher, name: str, epoch: int) -> Record:
        licence = None if self.rng.random() < NO_LICENCE_SHARE["publisher"] else publisher.licence
        record = self._record(publisher.organisation, name, epoch, task=publisher.pipeline_tag, licence=licence)
        record["gated"] = publisher.gated
        if publisher.pipeline_tag in ("text-generation", "image-text-to-text"):
            self._bases.append(record["id"])
        return record

    def _record(
        self,
        author: str | None,
        name: str,
        epoch: int,
        *,
        task: str,
        licence: str | None,
        kind: str = "plain",
        bases: list[str] | None = None,
    ) -> Record:
        rng = self.rng
        model_id = self._free_id(f"{author}/{name}" if author else name)
        tags: list[str] = []
        card: dict[str, Any] = {}
        created = PINNED if epoch <= PINNED_EPOCH else _instant(epoch)
        record: Record = {
            "_id": self.identity(epoch),
            "id": model_id,
            "modelId": model_id,
            "private": False,
            "disabled": False,
            "gated": False if rng.random() > 0.03 else rng.choice(("auto", "manual")),
            "createdAt": created,
            "lastModified": _instant(epoch + int(rng.expovariate(1 / 400_000))),
            "sha": f"{rng.getrandbits(160):040x}",
            "tags": tags,
            "cardData": card,
            "siblings": SIBLINGS,
        }
        if author:
            record["author"] = author
        library = (
            "gguf" if kind == "gguf" else "mlx" if kind == "mlx" else "peft" if kind == "adapter" else "transformers"
        )
        if rng.random() >= NO_LIBRARY_SHARE:
            record["library_name"] = library
            tags.append(library)
        self._weights(record, kind, name)
        if rng.random() >= NO_PIPELINE_SHARE:
            record["pipeline_tag"] = task
            tags.append(task)
        if rng.random() < 0.3:
            tags += ["conversational", "en"]
            card["language"] = ["en"]
        if bases:
            _name_bases(tags, card, kind, bases)
        if licence:
            tags.append(f"license:{licence}")
            card["license"] = licence
            if licence == "other" and (custom := rng.choice(CUSTOM_LICENCES)):
                card.update(license_name=custom, license_link="LICENSE")
        tags += (*rng.choice(TAILS), "region:us")
        return record

    def _weights(self, record: Record, kind: str, name: str) -> None:
        """Parameter counts as the Hub reads them from files; absent for pickles and adapters."""
        found = SIZE_IN_NAME.search(name)
        scale = 10**9 if found and found[2] in "bB" else 10**6
        total = int(float(found[1]) * scale) if found else int(self.rng.lognormvariate(19.5, 1.5))
        if kind == "gguf":
            record["gguf"] = {"total": total, "architecture": "llama", "context_length": 32_768}
            record["gguf"] |= {"chat_template": CHAT_TEMPLATE, "eos_token": "<|im_end|>"}
            record["tags"].append("gguf")
        elif kind == "mlx":
            packed = total // 8
            record["safetensors"] = {"parameters": {"BF16": total // 50, "U32": packed}, "total": total // 50 + packed}
            record["tags"] += ["safetensors", "4-bit"]
        elif kind != "adapter" and self.rng.random() < 0.6:
            record["safetensors"] = {"parameters": {self.rng.choice(("BF16", "F32", "F16")): total}, "total": total}
            record["tags"].append("safetensors")
        else:
            record["tags"].append("pytorch")

    def _free_id(self, wanted: str) -> str:
        found, version = wanted, 1
        while found in self._taken:
            version += self.rng.randrange(1, 1_000)
            found = f"{wanted}-{version}"
        self._taken.add(found)
        return found


def _name_bases(tags: list[str], card: dict[str, Any], kind: str, bases: list[str]) -> None:
    """Tags come in pairs, plain and with the relation; ``untold`` bases have the plain one only."""
    relation = "quantized" if kind in PACKAGED else kind
    for base in dict.fromkeys(bases):
        tags.append(f"base_model:{base}")
        if kind != "untold":
            tags.append(f"base_model:{relation}:{base}")
    card["base_model"] = bases[0] if len(bases) == 1 else bases


def _instant(epoch: int) -> str:
    return f"{datetime.fromtimestamp(epoch, UTC).isoformat()[:19]}.000Z"
