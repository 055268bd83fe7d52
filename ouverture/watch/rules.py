"""The rules of one file: what is watched for, and where it is told."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from ouverture.metrics.strict import Line, StrictModel
from ouverture.outcome import UsageOrRegistry

_VARIABLE = re.compile(r"\$\{(\w+)\}")


class Overtakes(StrictModel):
    """A lab moves past another in downloads: ``lab`` past any, or any past it; without it the first ``among``."""

    when: Literal["overtakes"]
    lab: Line | None = None
    among: Annotated[int, Field(ge=2)] = 10


class Terms(StrictModel):
    """A licence, access, degree or name changes, or a model goes: of ``lab``, of ``model``, or any."""

    when: Literal["terms"]
    lab: Line | None = None
    model: Line | None = None


class Moves(StrictModel):
    """The newest figure of a metric moves ``by`` as much since it was last told. ``where`` chooses the line."""

    when: Literal["moves"]
    metric: Line
    column: Line
    by: Annotated[float, Field(gt=0)]
    parameters: dict[str, Any] = Field(default_factory=dict)
    where: dict[str, str] = Field(default_factory=dict)


class Late(StrictModel):
    """A source is late or something else keeps the observatory from being healthy."""

    when: Literal["late"]
    source: Line | None = None


class Verdict(StrictModel):
    """The verdict on a claim turns: of ``claim``, or of any."""

    when: Literal["verdict"]
    claim: Line | None = None


Rule = Annotated[Overtakes | Terms | Moves | Late | Verdict, Field(discriminator="when")]


class Rules(StrictModel):
    """One file. ``to`` are apprise addresses, ``feed`` an Atom file beside the rules."""

    language: Literal["en", "fr"] = "en"
    to: list[Line] = Field(default_factory=list)
    feed: Line | None = None
    rule: list[Rule] = Field(min_length=1)


def load_rules(path: Path, environment: Mapping[str, str] = os.environ) -> Rules:
    """Raises UsageOrRegistry naming file, key and what is wrong. ``${NAME}`` is a variable: secrets stay out."""
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageOrRegistry(f"{path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageOrRegistry(f"{path} is no TOML: {error}") from None
    try:
        rules = Rules.model_validate(stated)
    except ValidationError as error:
        faults = [f"{path}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise UsageOrRegistry("\n".join(faults)) from None
    absent = sorted({name for to in rules.to for name in _VARIABLE.findall(to) if name not in environment})
    if absent:
        raise UsageOrRegistry(f"{path}: to: the environment has no {', '.join(absent)}")
    filled = [_VARIABLE.sub(lambda found: environment[found[1]], to) for to in rules.to]
    return rules.model_copy(update={"to": filled})
