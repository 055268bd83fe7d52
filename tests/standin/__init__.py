"""A stand-in of the Hugging Face Hub on a loopback port.

``make_hub`` makes up a population with the Hub's skew and gaps, ``serving`` answers from it as the Hub's API does, and
``Fault`` makes it fail in the ways the real one has failed. ``python -m tests.standin --models 100000`` serves it from
a process of its own (``HubProcess`` starts and steers one). Nothing here reaches a network.

What huggingface_hub 2.4 does with it, which tests must know:

- ``http_backoff`` retries 408, 429, 500, 502, 503, 504, timeouts, resets and truncated bodies five times and sleeps
  1, 2, 4, 8, 8 seconds in between: 23 s until a lasting fault is raised. Headers can shorten that to 1 s a retry, not
  less: it sleeps the seconds of ``Retry-After`` (any retried status) or of ``RateLimit: "api";r=0;t=`` (429 only), plus
  one. ``Fault("status")`` sends 0 by default, so a lasting one takes 5 s in a process of its own. Faults without
  headers (``cdn_429``, ``truncated``, ``reset``, ``hang``) keep the long sleeps.
- Inside the test process the fixture ``retry_waits`` replaces the clock of huggingface_hub's HTTP module, so that
  retries cost nothing, and gives the seconds it would have slept. The fixture ``hub`` includes it.
- ``model_info`` and ``get_organization_overview`` do not retry at all; only listings do.
- ``list_models`` passes ``timeout=None`` explicitly: neither the default client nor a client factory with a timeout
  bounds it, and a server that accepts and says nothing holds it for ever. A request hook that sets
  ``request.extensions["timeout"]`` does bound it.
- HTML, invalid JSON with status 200 raise ``json.JSONDecodeError``; an object in place of a list fails in ``ModelInfo``
  with ``TypeError``; ``[]`` is a listing without models and raises nothing.
- 401 on a repository becomes ``RepositoryNotFoundError`` on https addresses only. Here, on http, it stays
  ``HfHubHTTPError``: decide by ``error.response.status_code``, which is right on both.
- ``constants.ENDPOINT`` and ``constants.HF_HOME`` are read from the environment when the package is imported; later
  changes of ``HF_ENDPOINT`` do nothing, so code passes ``HfApi(endpoint=…)``. ``/api/agent-harnesses`` always goes to
  ``constants.ENDPOINT``, and only without ``HF_HUB_DISABLE_TELEMETRY``; its answer is kept for a day in ``HF_HOME``.
"""

from __future__ import annotations

from tests.standin.counters import Record
from tests.standin.faults import Fault
from tests.standin.hub import Hub, Request, make_hub
from tests.standin.process import HubProcess, RemoteHub
from tests.standin.publishers import HOSTILE
from tests.standin.server import Server, serving

__all__ = ["HOSTILE", "Fault", "Hub", "HubProcess", "Record", "RemoteHub", "Request", "Server", "make_hub", "serving"]
