"""The sheet reader: a child process for each file, with limits of memory and time, gone when it has answered."""

from typing import Self

from core.apart.child import Child, ChildBroke
from core.sheets.opening import unpack
from core.sheets.sheet import MOST_BYTES, Sheet, UnfitReason, UnfitSheet

WITHIN = 40.0
"""Seconds for one file, on a machine that has other things to do."""


class SheetReader:
    """Reads sheets one after another."""

    def __init__(self, *, within: float = WITHIN) -> None:
        self._child = Child("core.sheets.opening", within=within, kept=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._child.__aexit__()

    async def read(self, content: bytes) -> Sheet | UnfitSheet:
        """The first sheet of an XLSX, or a CSV; whatever cannot be read, or breaks the reading, as UnfitSheet."""
        if not content:
            return UnfitSheet(reason=UnfitReason.EMPTY)
        if len(content) > MOST_BYTES:
            return UnfitSheet(reason=UnfitReason.TOO_BIG)
        try:
            return await self._child.ask(content, unpack)
        except TimeoutError:
            return UnfitSheet(reason=UnfitReason.TOO_SLOW)
        except ChildBroke:
            return UnfitSheet(reason=UnfitReason.BROKEN)
