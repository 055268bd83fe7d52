"""``python -m ouverture``."""

import sys

from ouverture.cli import main

sys.exit(main())
