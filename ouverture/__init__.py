"""Ouverture, the observatory of open AI."""

__version__ = "0.1.0"
