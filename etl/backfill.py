"""Fills the past from public archives: ``python etl/backfill.py`` is ``ouverture backfill``."""

import sys

from ouverture.cli import main

sys.exit(main(["backfill", *sys.argv[1:]]))
