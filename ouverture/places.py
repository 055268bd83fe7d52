"""Where things lie on disk. The only module that reads ``OUVERTURE_DATA`` and ``OUVERTURE_WAREHOUSE``.

Beside the code come the registry, the reference panel, the pages and Streamlit's configuration. In a checkout they lie
at its top; a wheel brings them inside the package.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent if (PACKAGE.parent / "pyproject.toml").is_file() else None
SHIPPED = CHECKOUT or PACKAGE
REGISTRY = SHIPPED / "data" / "registry"
REFERENCE = SHIPPED / "data" / "reference"
LAKE = "ducklake:"  # how the address of a shared warehouse begins, as DuckDB reads it


@dataclass(frozen=True)
class Places:
    """Folders of one installation: captures, warehouse and exports under one root.

    ``lake``: the address of the shared warehouse that builds are read from, in place of the files here.
    """

    root: Path
    lake: str | None = None

    @classmethod
    def from_environment(cls) -> Places:
        """Root from ``OUVERTURE_DATA``, else the checkout's ``data/``, else the platform's folder for data."""
        root = os.environ.get("OUVERTURE_DATA") or (CHECKOUT / "data" if CHECKOUT else user_data_path("ouverture"))
        return cls(Path(root).expanduser().resolve(), os.environ.get("OUVERTURE_WAREHOUSE") or None)

    @property
    def no_folder(self) -> str:
        """What is said where the root is a file."""
        return f"{self.root} is no folder: set OUVERTURE_DATA to a folder that this user may write to"

    @property
    def captures(self) -> Path:
        return self.root / "captures"

    @property
    def forgotten(self) -> Path:
        return self.root / "forgotten"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse"

    @property
    def exports(self) -> Path:
        return self.root / "exports"

    @property
    def cache(self) -> Path:
        """What is made at first use and may be deleted: fonts for pictures, tables as Parquet, smaller scripts."""
        return self.root / "cache"

    @property
    def watch(self) -> Path:
        """What each file of rules saw last (``ouverture watch``)."""
        return self.root / "watch"

    @property
    def lock(self) -> Path:
        """Held by whoever writes builds or moves captures."""
        return self.root / "lock"

    @property
    def asking_lock(self) -> Path:
        """Held by whoever asks the sources for a snapshot."""
        return self.root / "lock.asking"

    @property
    def pointer(self) -> Path:
        return self.warehouse / "current.json"
