"""Being told to stop: SIGTERM and Ctrl+C as an event, on every system."""

import asyncio
import signal
from types import FrameType


def stop_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set from now on, also where the loop cannot listen to signals."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def from_outside_the_loop(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop.set)

    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            signal.signal(number, from_outside_the_loop)
    return stop
