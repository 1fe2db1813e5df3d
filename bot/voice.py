"""What delivery asks the views: cards drawn and notices worded in their recipient's language, at their turn."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cards import CARDS
from bot.closing import in_place
from bot.delivery.drawing import Standing, silent
from bot.delivery.easel import Drawn, Wanted
from bot.delivery.sending import Voice
from bot.filling_cards import draw_fillings_in_group
from bot.made_files import MADE
from bot.review_cards import draw_in_group
from bot.screen import Screen
from bot.serialise import Call
from bot.views.every import word
from bot.views.names import naming
from bot.words import address, speaking
from core.channel import cards, groups
from core.channel.cards import CardKind
from core.ids import CardId, GroupId, PersonId
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
    nights: dict[CardId, bool] = {}
    for kind in {each.kind for each in wanted}:
        same = [(each, standing[each.card_id].person) for each in wanted if each.kind == kind]
        people = [(person, each.subject_id) for each, person in same if person is not None]
        if people:
            programme = await programmes.load(session, people[0][0].programme_id)
            address(programme.options.tone)
            drawn = iter(await CARDS[CardKind(kind)](session, people, programme, now))
            screens |= {each.card_id: next(drawn) for each, person in same if person is not None}
            nights |= {each.card_id: is_night(person, now) for each, person in same if person is not None}
    in_groups = [(each, standing[each.card_id].group_id) for each in wanted]
    for card_id, screen, night in await _in_groups(session, in_groups, now):
        screens[card_id], nights[card_id] = screen, night
    kinds = {each.card_id: CardKind(each.kind) for each in wanted}
    return {
        card_id: Drawn(
            screen=in_place(
                kinds[card_id], found.person, screens.get(card_id), Standing(found.message_id, found.shown)
            ),
            message_id=found.message_id,
            shown=found.shown,
            night=nights.get(card_id, False),
        )
        for card_id, found in standing.items()
    }


_GROUP_CARDS = {CardKind.REVIEW: draw_in_group, CardKind.FILLING: draw_fillings_in_group}
"""What stands in groups, and how it is drawn there."""


async def _in_groups(
    session: AsyncSession, wanted: Sequence[tuple[Wanted, GroupId | None]], now: datetime
) -> list[tuple[CardId, Screen | None, bool]]:
    """Claims as groups see them, each with whether it is night there; none for a group that is lost."""
    ids = {group_id for _, group_id in wanted if group_id is not None}
    if not ids:
        return []
    found: list[tuple[CardId, Screen | None, bool]] = []
    for group in (await groups.by_ids(session, ids)).values():
        programme = await programmes.load(session, group.programme_id)
        address(programme.options.tone)
        night = is_night_in(programme.timezone, now)
        for kind, draw in _GROUP_CARDS.items():
            here = [each for each, group_id in wanted if group_id == group.id and each.kind == kind.value]
            drawn = await draw(session, [each.subject_id for each in here], programme, now) if here else []
            found += [(each.card_id, screen, night) for each, screen in zip(here, drawn, strict=True)]
    return found


async def put_into_words(
    session: AsyncSession, person_id: PersonId, chat_id: int, kind: str, payload: bytes, now: datetime
) -> Call | None:
    """A notice's call for its recipient, silent at night."""
    person = await persons.load(session, person_id)
    programme = await programmes.load(session, person.programme_id)
    address(programme.options.tone)
    notice = notices.read(kind, payload)
    if make := MADE.get(type(notice)):
        with speaking(person.locale):
            return await make(session, person, chat_id, notice)
    with speaking(person.locale), naming(await pii.names(session, notice.about)):
        call = word(notice, person, programme, chat_id)
    return silent(call) if call is not None and is_night(person, now) else call


def is_night(person: Person, now: datetime) -> bool:
    """Whether nothing may ring where a person is."""
    return is_night_in(person.timezone, now)


def is_night_in(zone: str, now: datetime) -> bool:
    """Whether nothing may ring in a zone."""
    hour = now.astimezone(ZoneInfo(zone)).hour
    return hour >= QUIET_FROM or hour < QUIET_UNTIL


VOICE = Voice(draw_all=draw_all, word=put_into_words)
