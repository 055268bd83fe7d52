"""Makes the warehouse anew from the captures: ``python etl/rebuild.py`` is ``ouverture rebuild``."""

import sys

from ouverture.cli import main

sys.exit(main(["rebuild", *sys.argv[1:]]))
