"""The window of messages in flight: it bounds what a kill may send twice."""

import asyncio


class Place:
    """One row's place in the window: taken for a call, kept until its mark is committed, left while it waits."""

    def __init__(self, window: asyncio.Semaphore) -> None:
        self._window = window
        self._taken = False

    async def take(self) -> None:
        if not self._taken:
            await self._window.acquire()
            self._taken = True

    def leave(self) -> None:
        """Make room for another. A place that was not taken is left as well."""
        if self._taken:
            self._taken = False
            self._window.release()
