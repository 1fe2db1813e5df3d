"""The tray: sample invoices, drawn when first looked at."""

import asyncio
from collections.abc import Sequence
from typing import Any

from sandbox.samples import SampleInvoice, photograph, thumbnail

NUMBER = {"ru": "№", "it": "n.", "en": "No."}


class Gallery:
    """Pictures are drawn in a thread, one after another."""

    def __init__(self, samples: Sequence[SampleInvoice]) -> None:
        self.samples = tuple(samples)
        self._drawing = asyncio.Lock()

    def listed(self) -> list[dict[str, Any]]:
        """What the page knows of each, in order."""
        return [
            {
                "number": number,
                "title": f"{NUMBER[sample.language]} {sample.number}",
                "seller": sample.seller,
                "language": sample.language,
                "caption": sample.caption,
                "small": f"/page/sample/{number}/small.jpg",
                "full": f"/page/sample/{number}/full.jpg",
            }
            for number, sample in enumerate(self.samples)
        ]

    async def photo(self, number: int) -> bytes:
        """JPEG. Raises IndexError."""
        async with self._drawing:
            return await asyncio.to_thread(photograph, self.samples[number])

    async def thumbnail(self, number: int) -> bytes:
        """JPEG, small. Raises IndexError."""
        return await asyncio.to_thread(thumbnail, await self.photo(number))
