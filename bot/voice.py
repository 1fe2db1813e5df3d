"""What delivery asks the views: cards drawn and notices worded in their recipient's language, at their turn."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import CARDS
from bot.delivery.drawing import silent
from bot.delivery.easel import Drawn, Wanted
from bot.delivery.sending import Voice
from bot.screen import Screen
from bot.serialise import Call
from bot.views.every import word
from bot.views.names import naming
from bot.words import speaking
from core.channel import cards
from core.channel.cards import CardKind
from core.ids import CardId, PersonId
from core.outreach import notices
from core.people import persons, pii
from core.people.persons import Person
from core.programme import programmes

QUIET_FROM, QUIET_UNTIL = 21, 9
"""Local hours between which nothing rings."""


async def draw_all(session: AsyncSession, wanted: Sequence[Wanted], now: datetime) -> dict[CardId, Drawn]:
    """Cards for their recipients: as many statements for one as for many of a kind."""
    standing = await cards.standings(session, [each.card_id for each in wanted])
    screens: dict[CardId, Screen | None] = {}
    for kind in {each.kind for each in wanted}:
        same = [each for each in wanted if each.kind == kind]
        people = [(standing[each.card_id].person, each.subject_id) for each in same]
        programme = await programmes.load(session, people[0][0].programme_id)
        drawn = await CARDS[CardKind(kind)](session, people, programme, now)
        screens |= {each.card_id: screen for each, screen in zip(same, drawn, strict=True)}
    return {
        card_id: Drawn(
            screen=screens[card_id], message_id=found.message_id, shown=found.shown, night=is_night(found.person, now)
        )
        for card_id, found in standing.items()
    }


async def put_into_words(
    session: AsyncSession, person_id: PersonId, chat_id: int, kind: str, payload: bytes, now: datetime
) -> Call | None:
    """A notice's call for its recipient, silent at night."""
    person = await persons.load(session, person_id)
    programme = await programmes.load(session, person.programme_id)
    notice = notices.read(kind, payload)
    with speaking(person.locale), naming(await pii.names(session, notice.about)):
        call = word(notice, person, programme, chat_id)
    return silent(call) if call is not None and is_night(person, now) else call


def is_night(person: Person, now: datetime) -> bool:
    """Whether nothing may ring where a person is."""
    hour = now.astimezone(ZoneInfo(person.timezone)).hour
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


VOICE = Voice(draw_all=draw_all, word=put_into_words)
