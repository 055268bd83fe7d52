"""A PostgreSQL and an S3 server of the tests' own, on loopback, and commands run where DuckDB can read a lake."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from pyarrow.fs import S3FileSystem

from tests import REPOSITORY

ENGINE = Path(sys.prefix) / "lake"  # DuckDB 1.5.5 with its extensions, which stands before that of the environment


@pytest.fixture(scope="package")
def services() -> Iterator[dict[str, str]]:
    """Variables that name a bucket on a running S3 server and, as libpq reads them, a running PostgreSQL."""
    assert (ENGINE / ".installed").exists(), f"there is no {ENGINE}: `make test` makes it"
    folder = Path(tempfile.mkdtemp(prefix="ouverture-lake-"))
    folder.chmod(0o755)  # PostgreSQL runs as another user where the tests run as root
    try:
        with _postgresql(folder / "pg") as database, _s3(folder / "s3") as store:
            yield database | store
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _postgresql:  # noqa: N801 - used as a function
    def __init__(self, folder: Path) -> None:
        found = shutil.which("initdb") or max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None)
        assert found, "there is no PostgreSQL: `make test` installs it"
        self._bin, self._folder = Path(found).resolve().parent, folder
        self._user = "postgres" if os.geteuid() == 0 else None

    def __enter__(self) -> dict[str, str]:
        self._folder.mkdir()
        if self._user:
            shutil.chown(self._folder, self._user)
        data, (port,) = self._folder / "data", _ports(1)
        self._run("initdb", "--pgdata", str(data), "--username", "ouverture", "--auth", "trust", "--no-sync")
        options = f"-p {port} -h 127.0.0.1 -k {self._folder} -c fsync=off"
        self._run("pg_ctl", "-D", str(data), "-o", options, "-l", str(self._folder / "log"), "-w", "start")
        return {"PGHOST": "127.0.0.1", "PGPORT": str(port), "PGUSER": "ouverture", "PGPASSWORD": "a-secret"}

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")

    def _run(self, name: str, *arguments: str) -> None:
        command = [str(self._bin / name), *arguments]
        subprocess.run(command, check=True, user=self._user, cwd=self._folder, stdout=subprocess.DEVNULL)


class _s3:  # noqa: N801
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> dict[str, str]:
        self._folder.mkdir()
        roles = ("s3", "master", "volume", "filer")
        ports = _ports(2 * len(roles))
        told = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": secrets.token_hex(16), "AWS_REGION": "us-east-1"}
        listen = [f"-{role}.port={port}" for role, port in zip(roles, ports[:4], strict=True)]
        listen += [f"-{role}.port.grpc={port}" for role, port in zip(roles, ports[4:], strict=True)]
        only = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3.port.iceberg=0", "-s3.port.lance=0"]
        own = [f"-s3.localSocket={self._folder}/s3.sock", f"-filer.localSocket={self._folder}/filer.sock"]
        size = ["-volume.max=4", "-master.volumeSizeLimitMB=64"]
        self._server = subprocess.Popen(
            [Path(sys.prefix) / "bin" / "weed", "server", f"-dir={self._folder}", "-s3", *only, *own, *listen, *size],
            env=os.environ | told,
            stdout=subprocess.DEVNULL,
            stderr=(self._folder / "log").open("w"),
        )
        files = S3FileSystem(
            endpoint_override=f"127.0.0.1:{ports[0]}",
            scheme="http",
            access_key=told["AWS_ACCESS_KEY_ID"],
            secret_key=told["AWS_SECRET_ACCESS_KEY"],
            region=told["AWS_REGION"],
            allow_bucket_creation=True,
        )
        until = monotonic() + 60
        while True:
            try:
                files.create_dir("lake")
                files.open_output_stream("lake/ready").close()
                break
            except OSError:
                assert self._server.poll() is None, (self._folder / "log").read_text()[-2000:]
                assert monotonic() < until, (self._folder / "log").read_text()[-2000:]
                sleep(0.2)
        return told | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{ports[0]}"}

    def __exit__(self, *_: object) -> None:
        self._server.kill()
        self._server.wait()


def _ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [taken.getsockname()[1] for taken in held]
    for taken in held:
        taken.close()
    return ports


@pytest.fixture(scope="package")
def new_lake(services: dict[str, str]) -> Callable[[], dict[str, str]]:
    """Makes a database for a catalogue; gives the variables of a shared warehouse on it."""

    def make() -> dict[str, str]:
        name = f"lake_{secrets.token_hex(4)}"
        told = services | {
            "OUVERTURE_WAREHOUSE": f"ducklake:postgres:dbname={name} password={services['PGPASSWORD']}",
            "OUVERTURE_LAKE_DATA": f"s3://lake/{name}/",
        }
        in_lake(told, "-c", MAKE_DATABASE, name)
        return told

    return make


MAKE_DATABASE = """
import sys, duckdb
from ouverture.lake import _extension
with duckdb.connect() as connection:
    connection.execute(f"LOAD '{_extension('postgres_scanner')}'")
    connection.execute("ATTACH 'dbname=postgres' AS server (TYPE postgres)")
    connection.execute(f"CALL postgres_execute('server', 'CREATE DATABASE {sys.argv[1]}', use_transaction => false)")
"""


def begin_in_lake(told: dict[str, str], *arguments: str, data: Path | None = None) -> subprocess.Popen[str]:
    """Python with these arguments, on the engine that reads lakes, begun."""
    path = {"PYTHONPATH": os.pathsep.join((str(ENGINE), str(REPOSITORY)))}
    own = {"OUVERTURE_DATA": str(data)} if data else {}
    asked = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, *arguments], env=os.environ | told | path | own, text=True, **asked)


def in_lake(told: dict[str, str], *arguments: str, data: Path | None = None, fails: bool = False) -> str:
    """What it prints, or what it says where it is to fail."""
    begun = begin_in_lake(told, *arguments, data=data)
    printed, said = begun.communicate(timeout=300)
    assert (begun.returncode != 0) is fails, said[-3000:]
    return said if fails else printed
