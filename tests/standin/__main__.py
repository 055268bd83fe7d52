"""``python -m tests.standin``: serve a made-up hub and print its address."""

from __future__ import annotations

import argparse
import gc
import sys
import threading
from datetime import date

from tests.standin.hub import DEFAULT_DATE, make_hub
from tests.standin.server import serving


def main() -> None:
    """Print the address on the first line of stdout, then serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description="A stand-in of the Hugging Face Hub.")
    parser.add_argument("--models", type=int, default=1000, help="size of the population")
    parser.add_argument("--seed", type=int, default=1, help="equal seeds give equal populations")
    parser.add_argument("--date", type=date.fromisoformat, default=DEFAULT_DATE, help="its first day")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--page-size", type=int, default=1000, help="most records on a page")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before every answer")
    parser.add_argument("--attached", action="store_true", help="end when stdin closes, so as not to outlive a parent")
    options = parser.parse_args()
    hub = make_hub(options.models, options.seed, options.date)
    hub.page_size, hub.latency_seconds = options.page_size, options.latency
    gc.freeze()  # the population stays: full collections need not look at it again
    with serving(hub, options.port, keep_pages=True) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        try:
            if options.attached:
                sys.stdin.read()
            else:
                threading.Event().wait()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
