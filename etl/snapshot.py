"""Takes a snapshot: ``python etl/snapshot.py`` is ``ouverture snapshot``."""

import sys

from ouverture.cli import main

sys.exit(main(["snapshot", *sys.argv[1:]]))
