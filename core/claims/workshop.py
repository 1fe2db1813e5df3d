"""The workshop: a child process that decodes pictures within limits of memory and time, replaced when it breaks."""

from typing import Self

from core.apart.child import Child, ChildBroke
from core.claims.picture import MOST_BYTES, Checked, Unfit, UnfitReason, unpack

WITHIN = 5.0
"""Seconds for one picture."""


class Workshop:
    """Checks pictures one after another. The child lives from the first picture on."""

    def __init__(self, *, within: float = WITHIN) -> None:
        self._child = Child("core.claims.picture", within=within)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._child.__aexit__()

    @property
    def child(self) -> int | None:
        """Process id of the child, while there is one."""
        return self._child.pid

    async def check(self, received: bytes) -> Checked | Unfit:
        """Decode and re-encode a picture; what breaks or stalls the decoder comes back as Unfit."""
        if not received:
            return Unfit(reason=UnfitReason.EMPTY)
        if len(received) > MOST_BYTES:
            return Unfit(reason=UnfitReason.TOO_BIG)
        try:
            return await self._child.ask(received, unpack)
        except TimeoutError:
            return Unfit(reason=UnfitReason.TOO_SLOW)
        except ChildBroke:
            return Unfit(reason=UnfitReason.UNDECODABLE)
