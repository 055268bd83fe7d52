"""Entry point: ``streamlit run app.py`` serves the dashboard and the HTTP API on one port."""

import streamlit as st

from dashboard.api import routes

app = st.App("dashboard/shell.py", routes=routes)
