"""When tests happen: from a Tuesday morning on, whatever the hour and the day they are run at."""

import os
from datetime import UTC, datetime

from sandbox.clock import MovableClock

TUESDAY = datetime(2026, 9, 15, 9, 30, tzinfo=UTC)
"""No holiday near it in any country the tests live in, nor a change of clocks."""


def passing_time() -> MovableClock:
    """Time that goes on by itself, from that morning or from TEST_NOW, an ISO instant in UTC."""
    start = os.environ.get("TEST_NOW")
    clock = MovableClock()
    clock.offset = (datetime.fromisoformat(start).replace(tzinfo=UTC) if start else TUESDAY) - clock()
    return clock
