"""The write side: sources, captures, builds, checks and publishing."""

__version__ = "0.1.0"
