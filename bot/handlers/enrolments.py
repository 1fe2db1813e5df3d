"""/members: people invited by a list, how far each has come, and their invitations to pass on."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.lists import take_lists
from bot.runner import Returned
from bot.screen import Screen
from bot.serialise import Reply
from bot.showing import change, say, send
from bot.taps_enrolments import Enrol, Enrolling
from bot.views import enrolments as views
from bot.views.occupations import occupation
from core.channel.conversations import Conversation
from core.clock import Clock
from core.ids import PersonId
from core.importing.importer import ImportKind
from core.people import approving, enrolments
from core.people.enrolments import Enrolled
from core.people.persons import Person
from core.people.rights import Right, require
from core.people.roles import Occupation
from core.people.stages import Stage
from core.programme.programmes import Programme
from core.sheets.writing import Cell, xlsx

router = Router(name="enrolments")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


class Members(StatesGroup):
    """What is awaited."""

    list = State()


@router.message(Command("members"))
async def open_members(message: Message, person: Person, session: AsyncSession, conversation: Conversation) -> Returned:
    counts = await enrolments.counts(session, by=person.id)
    conversation.expect(Members.list.state)
    _, waiting = await approving.waiting(session, by=person.id)
    return say(message, views.home(counts, waiting))


@router.callback_query(Enrol.filter(F.do.in_({Enrolling.HOME, Enrolling.HOW})))
async def show_home(
    query: CallbackQuery, callback_data: Enrol, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    counts = await enrolments.counts(session, by=person.id)
    conversation.expect(Members.list.state)
    _, waiting = await approving.waiting(session, by=person.id)
    return change(query, views.how() if callback_data.do is Enrolling.HOW else views.home(counts, waiting))


take_lists(router, Members.list, ImportKind.MEMBERS)


@router.callback_query(Enrol.filter(F.do == Enrolling.TEMPLATE))
async def send_template(query: CallbackQuery, person: Person, conversation: Conversation) -> Returned:
    require(person, Right.INVITE)
    conversation.expect(Members.list.state)
    installer = occupation(Occupation.INSTALLER)
    example: list[Cell] = ["Ivan Petrov", "+7 900 000-00-01", "Warm House", installer, person.locale, 100, None]
    content = xlsx(views.template_heading(), [example], title=views.template_name())
    document = BufferedInputFile(content, filename=f"{views.template_name()}.xlsx")
    return SendDocument(chat_id=query.from_user.id, document=document, caption=views.template_caption())


@router.callback_query(Enrol.filter(F.do == Enrolling.LIST))
async def show_list(
    query: CallbackQuery, callback_data: Enrol, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    stage, after = callback_data.stage, callback_data.after
    found, more = await enrolments.page(session, stage, by=person.id, after=after, now=clock())
    return change(query, views.people(stage, found, after=after, more=more))


@router.callback_query(Enrol.filter(F.do.in_({Enrolling.CARDS, Enrolling.TEXTS})))
async def pass_on(
    query: CallbackQuery,
    callback_data: Enrol,
    *,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
    username: str,
) -> Returned:
    after = callback_data.after
    found, more = await enrolments.page(session, Stage.INVITED, by=person.id, after=after, now=clock())
    draw = views.card if callback_data.do is Enrolling.CARDS else views.text
    chat_id = query.from_user.id
    drawn = [draw(each, programme, _link(username, each)) for each in found if each.code is not None]
    cards: list[Reply] = [send(chat_id, each).model_copy(update={"disable_notification": True}) for each in drawn]
    return [*cards, send(chat_id, views.passed_on(callback_data.do, found, more=more))]


@router.callback_query(Enrol.filter(F.do.in_({Enrolling.CARD, Enrolling.TEXT})))
async def pass_one_on(
    query: CallbackQuery,
    callback_data: Enrol,
    *,
    person: Person,
    programme: Programme,
    session: AsyncSession,
    clock: Clock,
    username: str,
) -> Returned:
    found = await enrolments.enrolled(session, PersonId(callback_data.id), by=person.id, now=clock())
    if found.stage is Stage.BEGUN:
        return send(query.from_user.id, views.reminder(found, programme, f"https://t.me/{username}"))
    if found.code is None:
        return query.answer(views.gone(), show_alert=True)
    draw = views.card if callback_data.do is Enrolling.CARD else views.text
    return send(query.from_user.id, draw(found, programme, _link(username, found)))


@router.callback_query(Enrol.filter())
async def act(
    query: CallbackQuery, callback_data: Enrol, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    """Look at somebody; make a new invitation, or end it."""
    who = PersonId(callback_data.id)
    return change(query, await _act(session, callback_data.do, who, person, clock))


async def _act(session: AsyncSession, do: Enrolling, who: PersonId, person: Person, clock: Clock) -> Screen:
    match do:
        case Enrolling.RENEW:
            found = await enrolments.renew(session, who, by=person.id, now=clock())
        case Enrolling.REVOKE:
            found = await enrolments.revoke(session, who, by=person.id, now=clock())
        case _:
            found = await enrolments.enrolled(session, who, by=person.id, now=clock())
    return views.ask_revoke(found) if do is Enrolling.ASK_REVOKE else views.one(found, person)


def _link(username: str, found: Enrolled) -> str:
    return f"https://t.me/{username}?start={found.code}"
