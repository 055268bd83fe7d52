"""The command line in a process of its own, as a scheduler starts it, but without the seconds that its imports take.

Processes are forked from one that has read what every command needs: modules, metrics, the empty schema. It may not
know huggingface_hub, which reads the environment when it is imported.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

from tests import REPOSITORY

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.samples.preloaded"])


def run_module(module: str, *arguments: str, timeout: float = 120) -> CompletedProcess[str]:
    """``python -m module arguments`` in the environment of this process. Raises TimeoutError, the process killed."""
    with TemporaryDirectory() as folder:
        streams = Path(folder, "stdout"), Path(folder, "stderr")
        process = _FORKING.Process(target=_become, args=(module, arguments, dict(os.environ), *streams))
        process.start()
        process.join(timeout)
        if process.is_alive():
            process.kill()
            raise TimeoutError(f"{module} {' '.join(arguments)}: no end in {timeout} s")
        code = process.exitcode
        process.close()
        assert code is not None
        return CompletedProcess(arguments, code, *(path.read_text(encoding="utf-8") for path in streams))


def _become(module: str, arguments: tuple[str, ...], environment: dict[str, str], stdout: Path, stderr: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(REPOSITORY)
    for descriptor, path in ((1, stdout), (2, stderr)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), descriptor)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
