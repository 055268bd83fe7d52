"""The folder that a build is published to and followed from: any address that fsspec knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fsspec

from ouverture.outcome import RunFailed, SourceUnavailable, UsageOrRegistry
from ouverture.replica.parts import digest

MANIFEST = "manifest.json"
FORMAT = 1


class Target:
    """One folder. Files in its folders are named by their content, so that none is ever written over."""

    def __init__(self, address: str) -> None:
        try:
            self._files, self._root = fsspec.core.url_to_fs(address)
        except ImportError as missing:
            raise UsageOrRegistry(f"{address} needs a package that is not installed: {missing}") from None
        except (ValueError, OSError) as error:
            raise UsageOrRegistry(f"{address} is no address that can be published to: {error}") from None
        self._address = address
        self.sent = 0  # bytes

    def manifest(self) -> dict[str, Any] | None:
        """What is published there; None before the first time. Raises RunFailed where it is of a newer form."""
        content = self._read(MANIFEST)
        if content is None:
            return None
        try:
            stated: dict[str, Any] = json.loads(content)
            form = stated["format"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise RunFailed(f"{self._address}: {MANIFEST} cannot be read ({error})") from None
        if form != FORMAT:
            raise RunFailed(f"{self._address} was published by a newer Ouverture (form {form}): update this one")
        return stated

    def read(self, path: str, name: str, start: int | None = None, end: int | None = None) -> bytes:
        """A file, or these bytes of it, whose digest is ``name`` unless that is empty. Raises RunFailed."""
        content = self._read(path, start, end)
        if content is None:
            raise RunFailed(f"{self._address}/{path} is gone: publish once more")
        if name and digest(content) != name:
            raise RunFailed(f"{self._address}/{path} is not as it was published: publish once more")
        return content

    def write(self, path: str, content: bytes) -> None:
        """Write a file, whole or not at all; one in a folder is named by its content, and not written twice."""
        at = f"{self._root}/{path}"
        try:
            if "/" in path and self._files.exists(at) and self._files.size(at) == len(content):
                return
            self._files.makedirs(at.rpartition("/")[0], exist_ok=True)
            if "file" in self._protocols:  # object stores show a file when it is whole; a disk while it grows
                self._files.pipe_file(f"{at}.partial", content)
                Path(f"{at}.partial").replace(at)
            else:
                self._files.pipe_file(at, content)
        except Exception as error:
            raise SourceUnavailable(f"{self._address} cannot be written to ({error})") from error
        self.sent += len(content)

    def remove_others(self, folder: str, kept: set[str]) -> None:
        """Remove the files of ``folder`` that are not ``kept`` (paths below the root)."""
        try:
            found = self._files.find(f"{self._root}/{folder}")
        except FileNotFoundError:
            return
        for path in found:
            if path.removeprefix(self._root.rstrip("/") + "/").lstrip("/") not in kept:
                self._files.rm_file(path)

    @property
    def _protocols(self) -> tuple[str, ...]:
        protocol = self._files.protocol
        return (protocol,) if isinstance(protocol, str) else tuple(protocol)

    def _read(self, path: str, start: int | None = None, end: int | None = None) -> bytes | None:
        try:
            return bytes(self._files.cat_file(f"{self._root}/{path}", start=start, end=end))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise SourceUnavailable(f"{self._address} cannot be read ({error}): try again later") from error
