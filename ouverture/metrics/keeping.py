"""What is cited most is kept of each build, so that its links go on answering."""

from __future__ import annotations

from collections.abc import Sequence

from ouverture.metrics import archive
from ouverture.metrics.catalogue import Catalogue
from ouverture.metrics.reader import Reader
from ouverture.places import Places


def keep(places: Places, catalogue: Catalogue, names: Sequence[str] = ()) -> tuple[dict[str, bool], str]:
    """Keep these metrics, else the headline ones, of the current build. Each by name and whether it is; the build."""
    reader = Reader(places, catalogue)
    try:
        results = {name: reader.run(name) for name in dict.fromkeys(names or archive.HEADLINES)}
        return {name: reader.keep(result, chosen=True) for name, result in results.items()}, reader.build().build_id
    finally:
        reader.close()
