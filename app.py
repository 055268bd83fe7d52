"""Entry point: ``streamlit run app.py`` serves the dashboard and the HTTP API on one port."""

import plotly.graph_objects  # noqa: F401
import streamlit as st
from starlette.middleware import Middleware

import dashboard.page  # noqa: F401  # with plotly and pandas: loaded as the server starts, not by its first visitor
from dashboard.api import routes
from dashboard.headers import SecurityHeaders
from dashboard.limits import Gate

app = st.App("dashboard/shell.py", routes=routes, middleware=[Middleware(SecurityHeaders), Middleware(Gate)])
