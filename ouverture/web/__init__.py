"""The process that serves: dashboard, HTTP API and what stands before both."""
