"""A product's rates in time: at most one for a day, and none of the past is changed by a new one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Points per unit on the days from first to last."""

    points: int
    first: date
    last: date | None = None
    """Open where None."""
    id: int | None = None
    """The rate's; None for one that is not stored yet."""

    @property
    def empty(self) -> bool:
        """Whether it covers no day any more: sales rest on it still."""
        return self.last is not None and self.last < self.first


def lay(spans: Sequence[Span], points: int, first: date | None, last: date | None, *, today: date) -> list[Span]:
    """A timeline with these points from one day to another, both counted in.

    Nothing before today changes: what begins earlier holds from today. Without a first day it holds from today, and an
    open end reaches to the next planned change. Where all of it is so already, the same timeline comes back.
    """
    first = max(first or today, today)
    if last is None:
        last = min((span.first - ONE_DAY for span in spans if span.first > first and not span.empty), default=None)
    if (last is not None and last < first) or _holds(spans, points, first, last):
        return list(spans)
    laid = [part for span in spans for part in _cut(span, first, last)]
    return sorted([*laid, Span(points, first, last)], key=lambda span: (span.first, span.empty))


def covering_day(spans: Sequence[Span], day: date) -> Span | None:
    """The one that a day falls into."""
    return next((span for span in spans if span.first <= day and (span.last is None or span.last >= day)), None)


def _holds(spans: Sequence[Span], points: int, first: date, last: date | None) -> bool:
    """Whether every day between has these points already."""
    day = first
    while True:
        span = covering_day(spans, day)
        if span is None or span.points != points:
            return False
        if span.last is None or (last is not None and span.last >= last):
            return True
        day = span.last + ONE_DAY


def _cut(span: Span, first: date, last: date | None) -> list[Span]:
    """What is left of a span beside the days between; one that is stored stays, empty if need be."""
    if span.empty or (span.last is not None and span.last < first) or (last is not None and span.first > last):
        return [span]
    before = replace(span, last=max(first, span.first) - ONE_DAY)
    left = [before] if span.id is not None or not before.empty else []
    if last is not None and (span.last is None or span.last > last):
        left.append(Span(span.points, last + ONE_DAY, span.last))
    return left
