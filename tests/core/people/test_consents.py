"""Consents are given and taken back one by one, and nothing said is ever lost."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.db.database import Database
from core.people import consents
from core.people.consents import TEXT_VERSIONS, Consent, ConsentKind
from core.people.persons import Person, load
from core.people.tables import ConsentRow
from tests.core.people.world import NOW, act, join

LATER = NOW + timedelta(hours=1)


async def said(db: Database, person: Person, kind: ConsentKind) -> list[bool]:
    async with db.read() as session:
        return list(
            await session.scalars(
                select(ConsentRow.given)
                .where(ConsentRow.person_id == person.id, ConsentRow.kind == kind.value)
                .order_by(ConsentRow.id)
            )
        )


async def test_each_word_is_kept_and_the_newest_counts(db: Database, owner: Person) -> None:
    partner = await join(db, owner.id)
    await act(db, consents.give, partner.id, ConsentKind.ADVERTISING, now=NOW)
    await act(db, consents.withdraw, partner.id, ConsentKind.ADVERTISING, now=LATER)
    assert await said(db, partner, ConsentKind.ADVERTISING) == [False, True, False]
    assert (await act(db, consents.current, partner.id))[ConsentKind.ADVERTISING] == Consent(
        kind=ConsentKind.ADVERTISING,
        given=False,
        text_version=TEXT_VERSIONS[ConsentKind.ADVERTISING],
        at=LATER,
    )


async def test_the_same_word_again_adds_nothing(db: Database, owner: Person) -> None:
    partner = await join(db, owner.id)
    await act(db, consents.give, partner.id, ConsentKind.RULES, now=LATER)
    assert await said(db, partner, ConsentKind.RULES) == [True]


async def test_a_new_text_is_agreed_to_anew(db: Database, owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    partner = await join(db, owner.id)
    monkeypatch.setattr(consents, "TEXT_VERSIONS", {**TEXT_VERSIONS, ConsentKind.RULES: "2027-01"})
    await act(db, consents.give, partner.id, ConsentKind.RULES, now=LATER)
    assert (await act(db, consents.current, partner.id))[ConsentKind.RULES].text_version == "2027-01"


async def test_a_needed_consent_withdrawn_shows_on_the_person(db: Database, owner: Person) -> None:
    partner = await join(db, owner.id)
    assert not await act(db, consents.withdraw, partner.id, ConsentKind.RULES, now=NOW)
    assert not (await act(db, load, partner.id)).agreed
    assert await act(db, consents.give, partner.id, ConsentKind.RULES, now=NOW)
    assert (await act(db, load, partner.id)).agreed


async def test_words_said_at_once_leave_the_person_as_the_rows_say(db: Database, owner: Person) -> None:
    partner = await join(db, owner.id)
    for _ in range(5):
        await asyncio.gather(
            act(db, consents.withdraw, partner.id, ConsentKind.RULES, now=NOW),
            act(db, consents.withdraw, partner.id, ConsentKind.PERSONAL_DATA, now=NOW),
        )
        await asyncio.gather(
            act(db, consents.give, partner.id, ConsentKind.RULES, now=NOW),
            act(db, consents.give, partner.id, ConsentKind.PERSONAL_DATA, now=NOW),
        )
        assert (await act(db, load, partner.id)).agreed
