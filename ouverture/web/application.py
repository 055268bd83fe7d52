"""What is served: the dashboard's script, the HTTP routes and what stands before both.

``app.py`` and ``ouverture serve`` make the same application of it: Streamlit wants to see ``st.App`` in the script.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import plotly.graph_objects  # noqa: F401
import streamlit as st
from starlette.middleware import Middleware
from streamlit import file_util

import ouverture.dashboard.page  # noqa: F401  # with plotly and pandas: loaded as the server starts, not by its first visitor
from ouverture.places import PACKAGE
from ouverture.web import api, assistant, media
from ouverture.web.first_html import FirstHtml
from ouverture.web.headers import SecurityHeaders
from ouverture.web.limits import Gate
from ouverture.web.problems import Problems
from ouverture.web.resuming import Resuming
from ouverture.web.workers import room

SHELL = PACKAGE / "dashboard" / "shell.py"
ROUTES = [*assistant.routes, *api.routes]
SCRIPTS = Path(file_util.get_static_dir())
MIDDLEWARE = [
    Middleware(SecurityHeaders),
    Middleware(Problems),
    Middleware(Gate),
    Middleware(Resuming),
    Middleware(FirstHtml, SCRIPTS, ROUTES),
]


def application(lifespan: Callable[[st.App], AbstractAsyncContextManager[Any]] | None = None) -> st.App:
    """A new application of the above, for one server; ``lifespan`` is entered when it starts and left when it ends."""
    if folder := room():
        media.share(folder)
    return st.App(SHELL, routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
