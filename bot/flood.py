"""Flood control: what no human sends is set aside before it costs anybody anything."""

import time
from collections import OrderedDict

from bot.bucket import Bucket

ACTIONS_PER_MINUTE = 120
PICTURES_PER_MINUTE = 60
REMEMBERED = 10_000
"""Lanes kept in mind; the quietest are forgotten."""


class Flood:
    """How much each lane may still send. A phone coming back from a cellar always passes."""

    def __init__(self, *, actions: float = ACTIONS_PER_MINUTE, pictures: float = PICTURES_PER_MINUTE) -> None:
        """Actions and pictures a minute; infinity switches it off."""
        self._actions = actions
        self._pictures = pictures
        self._buckets: OrderedDict[tuple[str, bool], Bucket] = OrderedDict()
        self._told: dict[str, float] = {}

    def admits(self, lane: str, *, picture: bool) -> bool:
        """Whether one more update of a lane may do work."""
        limit = self._pictures if picture else self._actions
        if limit == float("inf"):
            return True
        key = (lane, picture)
        bucket = self._buckets.setdefault(key, Bucket(rate=limit / 60, capacity=limit))
        self._buckets.move_to_end(key)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return bucket.take()

    def may_tell(self, lane: str) -> bool:
        """Whether the flooder may be told again: once a minute."""
        now = time.monotonic()
        if now - self._told.get(lane, float("-inf")) < 60:
            return False
        self._told = {key: at for key, at in self._told.items() if now - at < 60} | {lane: now}
        return True
