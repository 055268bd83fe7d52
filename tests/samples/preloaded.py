"""What ``tests.samples.command`` reads once, for all commands that it starts."""

import sys
from importlib import import_module

from ouverture.metrics.catalogue import own_catalogue
from ouverture.pipeline.publish import _empty

for module in ("cli", "status", "metrics.archive", "metrics.reader", "pipeline.snapshot", "pipeline.backfill"):
    import_module(f"ouverture.{module}")
own_catalogue()
_empty()
assert "huggingface_hub" not in sys.modules
