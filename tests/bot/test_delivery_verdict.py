"""What each kind of failure means for a message."""

import pytest

from bot.delivery.verdict import MOST_REPEATS, Next, verdict
from bot.transport import Answer, Failure
from core.channel.outbox import Priority


def refused(code: int, description: str) -> Answer:
    return Answer(failure=Failure.REFUSED, error_code=code, description=description)


@pytest.mark.parametrize(
    ("code", "description", "expected"),
    [
        (403, "Forbidden: bot was blocked by the user", Next.UNREACHABLE),
        (403, "Forbidden: user is deactivated", Next.UNREACHABLE),
        (400, "Bad Request: chat not found", Next.UNREACHABLE),
        (400, "Bad Request: can't parse entities: unsupported start tag", Next.PLAIN),
        (400, "Bad Request: message is not modified: specified new message content ...", Next.SENT),
        (400, "Bad Request: message to delete not found", Next.SENT),
        (400, "Bad Request: message to edit not found", Next.ANEW),
        (400, "Bad Request: message can't be edited", Next.ANEW),
        (400, "Bad Request: there is no text in the message to edit", Next.ANEW),
        (400, "Bad Request: message is too long", Next.FAILED),
        (401, "Unauthorized", Next.AGAIN),
    ],
)
def test_refusals_by_what_telegram_says(code: int, description: str, expected: Next) -> None:
    assert verdict("editMessageText", refused(code, description), Priority.INTERACTIVE, tries=0) is expected


@pytest.mark.parametrize("priority", [Priority.INTERACTIVE, Priority.MONEY])
def test_what_people_wait_for_is_sent_once_more(priority: Priority) -> None:
    lost = Answer(failure=Failure.AMBIGUOUS)
    assert verdict("sendMessage", lost, priority, tries=0) is Next.ONCE_MORE
    assert verdict("sendMessage", lost, priority, tries=1) is Next.UNKNOWN


@pytest.mark.parametrize("priority", [Priority.NUDGE, Priority.BROADCAST])
def test_the_bulk_never_is(priority: Priority) -> None:
    assert verdict("sendMessage", Answer(failure=Failure.AMBIGUOUS), priority, tries=0) is Next.UNKNOWN


def test_an_edit_may_be_made_twice_but_not_for_ever() -> None:
    """A message that breaks Telegram itself must not keep its chat waiting."""
    lost = Answer(failure=Failure.AMBIGUOUS)
    for tries in range(MOST_REPEATS):
        assert verdict("editMessageText", lost, Priority.BROADCAST, tries=tries) is Next.ONCE_MORE
    assert verdict("editMessageText", lost, Priority.INTERACTIVE, tries=MOST_REPEATS) is Next.UNKNOWN


@pytest.mark.parametrize("priority", list(Priority))
def test_what_surely_was_not_sent_and_what_has_to_wait_are_never_given_up(priority: Priority) -> None:
    for tries in (0, 99):
        assert verdict("sendMessage", Answer(failure=Failure.NOT_SENT), priority, tries=tries) is Next.AGAIN
        assert verdict("sendMessage", Answer(failure=Failure.WAIT), priority, tries=tries) is Next.WAIT
