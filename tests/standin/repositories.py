"""Dataset repositories of the stand-in: commits, trees and files, which may be read by ranges as on the Hub."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_API = re.compile(r"/api/datasets/(?P<id>[^/]+/[^/]+)(?:/(?P<verb>commits|revision|tree|paths-info)/(?P<rest>.+))?")
_FILE = re.compile(r"/datasets/(?P<id>[^/]+/[^/]+)/resolve/(?P<rest>.+)")
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
Headers = dict[str, str]


@dataclass
class Commit:
    """One commit: ``at`` is an ISO instant, ``files`` the whole tree, each a path on disk or the content itself."""

    at: str
    title: str
    files: Mapping[str, Path | bytes]

    @property
    def sha(self) -> str:
        """40 hexadecimal digits, the same for the same date and title."""
        return hashlib.sha1(f"{self.at} {self.title}".encode()).hexdigest()


@dataclass
class Repository:
    """A dataset repository, its commits oldest first."""

    commits: list[Commit] = field(default_factory=list)

    def commit(self, revision: str) -> Commit | None:
        """A commit by its hash, the last one as ``main``."""
        if revision == "main" and self.commits:
            return self.commits[-1]
        return next((commit for commit in self.commits if commit.sha == revision), None)


@dataclass
class Repositories:
    """Repositories by id. Those in ``private`` answer 401, as the Hub does for what is not public."""

    by_id: dict[str, Repository] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)

    def answer(
        self, path: str, headers: Mapping[str, str], paths: list[str] | None
    ) -> tuple[int, bytes, Headers] | None:
        """Status, body and headers; None for an address that is not a dataset repository's."""
        match = _API.fullmatch(path) or _FILE.fullmatch(path)
        if match is None or (match["id"] not in self.by_id and match["id"] not in self.private):
            return None
        if match["id"] in self.private:
            return 401, b'{"error":"Invalid username or password."}', {}
        repository, parts = self.by_id[match["id"]], match.groupdict()
        revision, _, inside = (parts["rest"] or "main").partition("/")
        commit = repository.commit(revision)
        if commit is None:
            return 404, b'{"error":"Invalid rev id"}', {"X-Error-Code": "RevisionNotFound"}
        if "verb" not in parts:
            return _ranged(commit, inside, headers.get("Range"))
        told: Any = {"_id": "0" * 24, "id": match["id"], "sha": commit.sha}
        if parts["verb"] == "commits":
            told = [_told(commit) for commit in reversed(repository.commits)]
        elif parts["verb"] == "tree":
            told = _tree(commit, inside.rstrip("/"))
        elif parts["verb"] == "paths-info":
            told = [_entry(commit, name) for name in paths or () if name in commit.files]
        return 200, json.dumps(told).encode(), {}


def _told(commit: Commit) -> dict[str, Any]:
    return {"id": commit.sha, "title": commit.title, "message": "", "date": commit.at, "authors": [{"user": "bot"}]}


def _entry(commit: Commit, name: str) -> dict[str, Any]:
    content = commit.files[name]
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    return {"type": "file", "path": name, "size": size, "oid": hashlib.sha1(name.encode()).hexdigest()}


def _tree(commit: Commit, folder: str) -> list[dict[str, Any]]:
    inside = f"{folder}/" if folder else ""
    names = [name for name in commit.files if name.startswith(inside)]
    folders = dict.fromkeys(name[len(inside) :].partition("/")[0] for name in names if "/" in name[len(inside) :])
    entries = [{"type": "directory", "path": inside + name, "oid": "0" * 40, "size": 0} for name in folders]
    return entries + [_entry(commit, name) for name in names if "/" not in name[len(inside) :]]


def _ranged(commit: Commit, name: str, asked: str | None) -> tuple[int, bytes, Headers]:
    content = commit.files.get(name)
    if content is None:
        return 404, b"Entry not found", {"X-Error-Code": "EntryNotFound"}
    size = content.stat().st_size if isinstance(content, Path) else len(content)
    match = _RANGE.fullmatch(asked or "")
    start = int(match[1]) if match else 0
    end = min(int(match[2]) + 1, size) if match and match[2] else size
    if isinstance(content, Path):
        with content.open("rb") as file:
            file.seek(start)
            body = file.read(end - start)
    else:
        body = content[start:end]
    if not match:
        return 200, body, {}
    return 206, body, {"Content-Range": f"bytes {start}-{end - 1}/{size}"}
