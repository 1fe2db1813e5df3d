"""Refusals around people, the programme and points: short enough to stand over a button, in every language."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.surface import TOAST
from bot.views import catalogue, help, invites, questions, settings  # noqa: A004
from bot.views.every import wording
from bot.views.plain import plain
from bot.words import LOCALES, speaking
from core.catalog import refusals as catalog
from core.errors import Refusal
from core.ids import Points, TransactionId
from core.people import (
    appointments,
    employments,
    guesses,
    joining,
    newcomers,
    offers,
    persons,
    preferences,
    revoking,
    rights,
)
from core.people import invites as inviting
from core.people.consents import NEEDED
from core.people.rights import Right
from core.people.roles import Role, Status
from core.points import refusals as points
from core.points.kinds import TransactionKind
from core.programme import contacts, locales, points_names, programmes, text, zones

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

REFUSALS: list[Refusal] = [
    *(rights.NotAllowed(right=right, status=Status.ACTIVE) for right in Right),
    rights.NotAllowed(right=Right.CLAIM, status=Status.BLOCKED),
    rights.ConsentMissing(),
    offers.InviteUnknown(),
    guesses.TooManyGuesses(until=NOON),
    inviting.InviteUnbounded(most_uses=1000, longest=timedelta(days=366)),
    *(appointments.RoleNotYours(role=role) for role in Role),
    appointments.OwnRole(),
    appointments.LastOwner(),
    employments.CompanyUnknown(),
    catalog.NotListed(),
    revoking.InviteGone(),
    joining.ConsentsNeeded(kinds=NEEDED),
    newcomers.NotJoining(),
    persons.PersonUnknown(),
    preferences.NicknameMissing(),
    preferences.NameMissing(),
    programmes.NoProgramme(),
    text.TextUnusable(length=0, most=64),
    text.TextUnusable(length=4096, most=300),
    *(points_names.FormsMiscounted(locale=locale, needed=3, given=1) for locale in LOCALES),
    locales.LocaleNotOffered(locale="de", offered=("ru", "it", "en")),
    zones.ZoneUnknown(text="<i>" * 1000),
    contacts.ContactUnclear(text="call me " * 37),
    points.InsufficientPoints(needed=Points(500), available=Points(497)),
    points.ReversalExceedsOriginal(wanted=Points(5), left=Points(3)),
    points.HoldAlreadySettled(hold_id=TransactionId(1), settled_by=TransactionKind.RELEASE),
    points.HoldAlreadySettled(hold_id=TransactionId(1), settled_by=TransactionKind.CAPTURE),
    points.NoSuchTransaction(transaction_id=TransactionId(1)),
]


@pytest.mark.parametrize("language", LOCALES)
def test_refusals_fit_over_a_button(language: str) -> None:
    with speaking(language):
        said = [plain(wording(refusal)) for refusal in REFUSALS]
    assert [words for words in said if len(words) > TOAST or "{" in words] == []


@pytest.mark.parametrize("language", LOCALES)
def test_words_over_buttons_fit_there(language: str) -> None:
    """Telegram cuts nothing: it refuses what is longer."""
    with speaking(language):
        said = (
            settings.registering_rests(),
            questions.last_language(),
            catalogue.nothing_kept(),
            invites.made_already(),
            help.out_of_date(),
        )
    assert [words for words in said if len(words) > TOAST] == []


def test_how_much_is_missing_is_told_without_a_word_for_points() -> None:
    """Programmes call them as they like."""
    with speaking("ru"):
        said = wording(points.InsufficientPoints(needed=Points(121), available=Points(100)))
    assert said == "Не хватает: 21."
