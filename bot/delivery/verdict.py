"""What a failed call means for the message it carried."""

from enum import StrEnum

from bot.transport import Answer, Failure
from core.channel.outbox import Priority

IDEMPOTENT = ("edit", "delete", "set", "answer")
"""Methods that do no more when they are called twice begin with these."""

MOST_REPEATS = 5
"""Calls of such a method whose answers got lost, before it is given up."""


class Next(StrEnum):
    """What to do with a message after a call."""

    SENT = "sent"
    WAIT = "wait"
    """The chat is paused; then again."""
    AGAIN = "again"
    """Surely nothing happened; again when Telegram can be reached with our token."""
    ONCE_MORE = "once_more"
    """It may have arrived, and a copy does no harm; once more, when the network is back."""
    UNKNOWN = "unknown"
    """It may have arrived, and is not sent again."""
    ANEW = "anew"
    """The message to edit is gone or cannot be edited: send a new one."""
    PLAIN = "plain"
    """Telegram cannot parse it: as plain text."""
    UNREACHABLE = "unreachable"
    """The person has blocked the bot or left Telegram."""
    MOVED = "moved"
    """The group is another chat by now."""
    FAILED = "failed"


_ANEW = ("message to edit not found", "message can't be edited", "there is no text in the message", "no caption")
_DONE_ALREADY = ("message is not modified", "message to delete not found", "message can't be deleted")


def verdict(method: str, answer: Answer, priority: Priority, *, tries: int) -> Next:
    """What a call's answer asks for. `tries`: how often the answer to this message got lost before."""
    match answer.failure:
        case None:
            return Next.SENT
        case Failure.WAIT:
            return Next.WAIT
        case Failure.NOT_SENT:
            return Next.AGAIN
        case Failure.AMBIGUOUS:
            return Next.ONCE_MORE if tries < _repeats(method, priority) else Next.UNKNOWN
        case Failure.REFUSED if answer.migrate_to is not None:
            return Next.MOVED
        case Failure.REFUSED:
            return _refused(answer.error_code, answer.description.lower())


def _repeats(method: str, priority: Priority) -> int:
    if method.startswith(IDEMPOTENT):
        return MOST_REPEATS
    return 1 if priority <= Priority.MONEY else 0


def _refused(code: int, why: str) -> Next:
    if any(words in why for words in _DONE_ALREADY):
        return Next.SENT
    if any(words in why for words in _ANEW):
        return Next.ANEW
    if code == 401:
        return Next.AGAIN
    if "can't parse entities" in why:
        return Next.PLAIN
    if code == 403 or "chat not found" in why or "user is deactivated" in why:
        return Next.UNREACHABLE
    return Next.FAILED
