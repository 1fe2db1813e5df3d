"""The first start, step by step: name, zone, languages, points, who runs it, contact, companies, products; then open.

What is awaited is a row, and what was answered is the programme: a restart or a day's pause goes on where it was.
"""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsSettingUp
from bot.answers import Typed
from bot.flows.pasting import Faulty, Kept, take
from bot.flows.programme_answers import languages_after, points_after
from bot.flows.set_up_screens import LISTS, SetUp, resume, show, stage_of, state_of
from bot.menus import own_menu
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import change, say, send
from bot.taps import CallPoints, MeetIn, Offer, RunIn, SaveGood, SendAgain, SetUpAt, Stage, TakeAs
from bot.views import catalogue
from bot.views import set_up as views
from bot.views.help import come_back, out_of_date
from bot.views.keys import main_keys
from bot.views.questions import last_language
from core.channel.conversations import Conversation
from core.clock import Clock
from core.people.persons import Person
from core.programme import changing, programmes, setup
from core.programme.programmes import Programme

STAGES = {listed: stage for stage, listed in LISTS.items()}

router = Router(name="set up")
router.message.filter(IsSettingUp())
router.callback_query.filter(IsSettingUp())


# Typed answers, in their order


@router.message(StateFilter(SetUp.name), Typed())
async def take_name(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    programme = await setup.set_name(session, text, by=person.id, now=clock())
    return say(message, await show(session, person, programme, conversation, clock, Stage.ZONE))


@router.message(StateFilter(SetUp.zone), Typed())
async def take_zone(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    programme = await setup.set_timezone(session, text, by=person.id, now=clock())
    screen = await show(session, person, programme, conversation, clock, Stage.LANGUAGES)
    return say(message, views.zone_taken(programme, screen, clock()))


@router.message(StateFilter(SetUp.points), Typed())
async def take_points_name(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    locale = str(conversation.data["locale"])
    programme = await setup.set_points_name(session, locale, text, by=person.id, now=clock())
    following = views.points_turns(programme, locale)[1]
    screen = await show(session, person, programme, conversation, clock, following.stage, locale=following.locale)
    return say(message, screen)


@router.message(StateFilter(SetUp.operator), Typed())
async def take_operator(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    programme = await setup.set_operator(session, text, by=person.id, now=clock())
    return say(message, await show(session, person, programme, conversation, clock, Stage.CONTACT))


@router.message(StateFilter(SetUp.contact), Typed())
async def take_contact(
    message: Message, text: str, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    programme = await setup.set_contact(session, text, by=person.id, now=clock())
    return say(message, await show(session, person, programme, conversation, clock, Stage.COMPANIES))


@router.message(StateFilter(SetUp.companies, SetUp.products), Typed())
async def take_list(
    message: Message,
    text: str,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    stage = stage_of(conversation)
    outcome = await take(session, person, LISTS[stage], text, now=clock())
    if isinstance(outcome, Faulty):
        conversation.expect(state_of(stage), text=text)
        return say(message, outcome.screen)
    return say(message, await _saved(session, person, programme, conversation, clock, stage, outcome))


# Buttons


@router.callback_query(SetUpAt.filter(F.stage == Stage.DONE))
async def finish(
    query: CallbackQuery,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    missing = await setup.finish(session, by=person.id, now=clock())
    programme = await programmes.load(session, person.programme_id)
    conversation.end()
    chat_id = query.from_user.id
    opened = send(chat_id, Screen(views.open_now(programme))).model_copy(update={"reply_markup": main_keys(person)})
    return [opened, send(chat_id, views.what_is_left(missing)), own_menu(person, chat_id)]


@router.callback_query(SetUpAt.filter())
async def turn(
    query: CallbackQuery,
    callback_data: SetUpAt,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    stage, locale = callback_data.stage, callback_data.locale
    return change(query, await show(session, person, programme, conversation, clock, stage, locale=locale))


@router.callback_query(RunIn.filter())
async def tap_zone(
    query: CallbackQuery,
    callback_data: RunIn,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    programme = await setup.set_timezone(session, callback_data.zone, by=person.id, now=clock())
    return change(query, await show(session, person, programme, conversation, clock, Stage.LANGUAGES))


@router.callback_query(Offer.filter())
async def take_offer(
    query: CallbackQuery,
    callback_data: Offer,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    value = languages_after(programme, callback_data)
    if value is None:
        return query.answer(last_language(), show_alert=True)
    changed, _ = await changing.change(session, "languages", value, by=person.id, now=clock())
    return change(query, await show(session, person, changed, conversation, clock, Stage.LANGUAGES))


@router.callback_query(MeetIn.filter())
async def meet_in(
    query: CallbackQuery,
    callback_data: MeetIn,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    programme = await setup.set_languages(
        session, programme.locales, main=callback_data.locale, by=person.id, now=clock()
    )
    return change(query, await show(session, person, programme, conversation, clock, Stage.LANGUAGES))


@router.callback_query(CallPoints.filter())
async def tap_points_name(
    query: CallbackQuery,
    callback_data: CallPoints,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    value = points_after(programme, callback_data, first=programme.locale)
    if value is None:
        return query.answer(out_of_date(), show_alert=True)
    changed, _ = await changing.change(session, "points_names", value, by=person.id, now=clock())
    is_first = callback_data.locale == changed.locale
    following = SetUpAt(stage=Stage.OPERATOR) if is_first else views.points_turns(changed, callback_data.locale)[1]
    screen = await show(session, person, changed, conversation, clock, following.stage, locale=following.locale)
    return change(query, screen)


@router.callback_query(SaveGood.filter())
async def save_good_ones(
    query: CallbackQuery,
    callback_data: SaveGood,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    stage = STAGES[callback_data.listed]
    text = conversation.data.get("text")
    if stage_of(conversation) is not stage or not text:
        return query.answer(catalogue.nothing_kept(), show_alert=True)
    outcome = await take(session, person, callback_data.listed, text, now=clock(), good_ones=True)
    if isinstance(outcome, Faulty):
        return change(query, outcome.screen)
    return change(query, await _saved(session, person, programme, conversation, clock, stage, outcome))


@router.callback_query(TakeAs.filter())
async def take_as(
    query: CallbackQuery,
    callback_data: TakeAs,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """A list that looked like another kind: what its sender says it is."""
    stage, text = stage_of(conversation), conversation.data.get("text")
    if stage not in LISTS or not text:
        return query.answer(catalogue.nothing_kept(), show_alert=True)
    outcome = await take(session, person, callback_data.listed, text, now=clock(), surely=True)
    if isinstance(outcome, Faulty):
        return change(query, outcome.screen)
    return change(query, await _saved(session, person, programme, conversation, clock, stage, outcome))


@router.callback_query(SendAgain.filter())
async def forget_list(
    query: CallbackQuery,
    callback_data: SendAgain,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    stage = STAGES[callback_data.listed]
    return change(query, await show(session, person, programme, conversation, clock, stage))


@router.message(Command("cancel"))
async def pause(message: Message) -> Returned:
    """What was answered is kept; there is nothing to undo."""
    return message.answer(come_back())


@router.message()
async def insist(
    message: Message,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """Anything that does not answer the question: a picture, a sticker, a command of later days."""
    return say(message, views.first_this(await resume(session, person, programme, conversation, clock)))


async def _saved(
    session: AsyncSession,
    person: Person,
    programme: Programme,
    conversation: Conversation,
    clock: Clock,
    stage: Stage,
    kept: Kept,
) -> Screen:
    """After a list was saved: what changed, and the way on."""
    screen = await show(session, person, programme, conversation, clock, stage)
    return views.list_saved(kept.words, screen, stage)
