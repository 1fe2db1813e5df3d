"""Loading what a command needs."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """Import in one go: while thousands of classes come into being nothing is garbage, and looking costs a quarter."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
