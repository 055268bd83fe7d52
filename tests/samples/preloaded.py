"""What ``tests.samples.command`` reads once, for all commands that it starts."""

import sys

from ouverture.metrics.catalogue import own_catalogue
from ouverture.pipeline.publish import _empty

own_catalogue()
_empty()
assert "huggingface_hub" not in sys.modules
