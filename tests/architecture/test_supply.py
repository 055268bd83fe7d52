"""What gets installed: pinned, with a digest of every file, and under licences that are known."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest
from packaging.utils import canonicalize_name

from tests import REPOSITORY
from tests.architecture.licences import LIST, allowed, runtime


def pins(name: str) -> dict[str, str]:
    """Version by package, as ``requirements*.lock`` or ``constraints.txt`` pins it."""
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    return {canonicalize_name(n): v for n, v in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, flags=re.M)}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_the_pinned_versions_with_digests(lock: str) -> None:
    pinned, locked = pins("constraints.txt"), pins(lock)
    assert {name: locked[name] for name in locked.keys() & pinned.keys()} == {
        name: pinned[name] for name in locked.keys() & pinned.keys()
    }
    assert set(runtime()) <= set(locked), "run `make lock`"
    for entry in re.split(r"\n(?=[A-Za-z0-9])", (REPOSITORY / lock).read_text(encoding="utf-8").strip()):
        assert "--hash=sha256:" in entry, entry[:80]
        assert "://" not in entry, "a lock names no registry"


def test_the_full_lock_holds_everything_that_constraints_pin() -> None:
    assert set(pins("constraints.txt")) <= set(pins("requirements-dev.lock")), "run `make lock`"


def test_every_dependency_has_a_licence_that_is_listed_and_allowed() -> None:
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", LIST.read_text(encoding="utf-8"), flags=re.M))
    rows.pop("package", None)
    found = runtime()
    assert set(found) <= set(rows), "run `make lock`"
    pinned = pins("constraints.txt")
    same = {name for name in found if version(name) == pinned[name]}  # another version may word it otherwise
    assert {name: rows[name] for name in same} == {name: found[name] for name in same}
    assert {name: terms for name, terms in rows.items() if not allowed(terms)} == {}


@pytest.mark.parametrize(
    ("terms", "good"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("not stated", False),
    ],
)
def test_a_licence_that_binds_the_whole_is_not_let_in(terms: str, good: bool) -> None:
    assert allowed(terms) is good


def test_the_recipe_for_nginx_carries_what_the_server_relies_on() -> None:
    """Run by hand on 2026-11-29 with Debian's nginx 1.22: pages, their WebSocket, limits, TLS."""
    text = (REPOSITORY / "docs" / "recipes" / "nginx.conf").read_text(encoding="utf-8")
    code = "\n".join(line.partition("#")[0] for line in text.splitlines())
    assert code.count("{") == code.count("}")
    statements = {" ".join(part.split()) for part in re.split(r"[;{}]", code)}
    assert {
        "proxy_set_header Upgrade $http_upgrade",
        "proxy_set_header Connection $ouverture_connection",
        "proxy_set_header X-Forwarded-For $remote_addr",  # replaced, never extended: nobody writes his own
        "proxy_set_header X-Forwarded-Proto $scheme",
        "client_header_timeout 15s",
        "listen 443 ssl",
        "location /_stcore/metrics",
    } <= statements
