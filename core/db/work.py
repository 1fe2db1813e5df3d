"""The unit of work: steps that commit together or not at all.

A step is a coroutine function that gets a session and awaits nothing else. On SQLite one task owns the write
connection and commits the steps of different people in groups, a savepoint each; on PostgreSQL every step has a
transaction of its own, retried when the database asks for it. What a step defers is written in bulk at its group's end.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncSession

T = TypeVar("T")

Step = Callable[[AsyncSession], Awaitable[T]]
"""Work on a session, and nothing else: no network, no sleep."""

Params = Mapping[str, Any]

Write = tuple[Executable, Params]
"""A statement that writes a row, and its parameters."""

_inside: ContextVar[bool] = ContextVar("inside_a_step", default=False)


class NetworkInsideStep(RuntimeError):
    """A step tried to wait for something other than its session: one such step stops everybody's."""


class RowMovedOn(Exception):
    """A deferred statement that must touch a row found it changed: somebody else has done this work."""


class TransactionGivenUp(Exception):
    """SQLite has rolled the transaction back by itself: what follows would be committed statement by statement."""


@dataclass(frozen=True, slots=True)
class Deferred:
    """A statement for the end of the group; equal statement objects of a group run as one."""

    statement: Executable
    params: Params
    must_match: bool = False
    """Whether touching no row undoes the step with RowMovedOn."""
    told: Any = None
    """What those who are told of the commit hear besides the row."""


class Executes(Protocol):
    """What executes plain statements: a connection, or a shorter way to it."""

    async def execute(self, statement: Executable, parameters: Any, /) -> Any: ...


class UnitOfWork(Protocol):
    """Runs steps, each in a transaction, and returns what the step returned once that is committed."""

    async def run(self, step: Step[T]) -> T:
        """Run a step and commit. Whatever it raises rolls it back, and is raised here."""

    def write_soon(self, *writes: Write) -> Awaitable[None]:
        """Write rows, all or none, together with whatever commits next; done when that is committed."""

    async def close(self) -> None:
        """Commit what waits, unless the database is away, then let go of it."""


def defer(
    session: AsyncSession, statement: Executable, params: Params, *, must_match: bool = False, told: Any = None
) -> None:
    """Have a statement executed at the end of this step's group, in bulk with its like."""
    session.info.setdefault("deferred", []).append(Deferred(statement, params, must_match, told))


def deferred(session: AsyncSession) -> list[Deferred]:
    """What a session's step has deferred."""
    found: list[Deferred] = session.info.get("deferred", [])
    return found


def at_last(session: AsyncSession, finish: Callable[[AsyncSession], Awaitable[None]]) -> None:
    """Have something done when this step has done all else, deferred statements aside: for locks that many wait for."""
    session.info.setdefault("at_last", []).append(finish)


def inside_a_step() -> bool:
    """Whether the running task is in a step now."""
    return _inside.get()


def refuse_inside_a_step() -> None:
    """Raise NetworkInsideStep when called from a step: for every door to the outside."""
    if _inside.get():
        raise NetworkInsideStep("a step may await nothing but its session")


async def attempt(step: Step[T], session: AsyncSession) -> T:
    """Run a step on its session, marked as being inside."""
    token = _inside.set(True)
    try:
        result = await step(session)
        await session.flush()
        for finish in session.info.pop("at_last", ()):
            await finish(session)
        return result
    finally:
        _inside.reset(token)


async def flush_deferred(on: Executes, rows: Sequence[Deferred]) -> None:
    """Execute deferred statements, those of one kind together. Raises RowMovedOn."""
    kinds: dict[int, list[Deferred]] = {}
    for row in rows:
        kinds.setdefault(id(row.statement), []).append(row)
    for same in kinds.values():
        result: Any = await on.execute(same[0].statement, [row.params for row in same])
        if same[0].must_match and result.rowcount != len(same):
            raise RowMovedOn
