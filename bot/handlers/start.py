"""/start: whoever comes, by whichever door. Also who blocks the bot, and who returns."""

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import ChatMemberUpdated, Message, User
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsStranger
from bot.flows import joining_steps as joining_flow
from bot.flows.set_up_screens import resume
from bot.flows.stepping import step_aside
from bot.flows.strangers import PastedLink, answer_once
from bot.menus import menu_if_other
from bot.runner import Returned
from bot.serialise import Reply
from bot.showing import say
from bot.views import joining as views
from bot.views import set_up
from bot.views.keys import main_keys
from bot.words import speak
from core.channel.conversations import Conversation
from core.channel.settling import release_held
from core.claims.waiting import waiting
from core.clock import Clock
from core.people import joining, pii
from core.people.channels import Channel
from core.people.newcomers import standing
from core.people.owners import welcome_owner
from core.people.persons import Person, Profile, mark_reachable, mark_unreachable
from core.people.rights import Right, may
from core.people.roles import Role, Status
from core.programme import programmes, setup
from core.programme.programmes import Programme

router = Router(name="start")


@dataclass(frozen=True, slots=True)
class Door:
    """Who stands there, and what is needed to receive them."""

    message: Message
    user: User
    session: AsyncSession
    conversation: Conversation
    clock: Clock


@router.message(CommandStart(), F.from_user.as_("user"))
async def start(
    message: Message,
    *,
    command: CommandObject,
    user: User,
    person: Person | None,
    programme: Programme | None,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
    owner_ids: frozenset[int],
) -> Returned:
    if person is not None:
        await _heard_from(session, person, user.id)
    found = await _enter(person, command.args, _profile(user), session, clock, owner_ids)
    if found is None:
        return answer_once(None, programme, conversation, clock())
    speak(found.locale)
    door = Door(message, user, session, conversation, clock)
    return await _receive(door, found, was=person)


@router.message(IsStranger(), PastedLink(), F.from_user.as_("user"))
async def open_pasted_link(
    message: Message, *, code: str, user: User, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    """An invitation that came as text, forwarded or copied, opens like the link itself, guesses counted alike."""
    joined = await joining.begin(session, code, profile=_profile(user), now=clock())
    speak(joined.person.locale)
    return await _receive(Door(message, user, session, conversation, clock), joined.person, was=None)


@router.my_chat_member(F.chat.type == ChatType.PRIVATE)
async def note_block(event: ChatMemberUpdated, person: Person | None, session: AsyncSession, clock: Clock) -> Returned:
    """Blocked: nothing is sent until the person is back. Back: what was kept goes out."""
    if event.new_chat_member.status == ChatMemberStatus.KICKED:
        await mark_unreachable(session, Channel.TELEGRAM, event.from_user.id, now=clock())
    elif person is not None:
        await _heard_from(session, person, event.from_user.id)
    return None


async def _enter(
    person: Person | None,
    code: str | None,
    profile: Profile,
    session: AsyncSession,
    clock: Clock,
    owner_ids: frozenset[int],
) -> Person | None:
    """Whom the settings or a code let in; else who was known before. Raises InviteUnknown, TooManyGuesses."""
    owner = await welcome_owner(session, profile, owner_ids=owner_ids, now=clock())
    if owner is not None:
        return owner
    return (await joining.begin(session, code, profile=profile, now=clock())).person if code else person


async def _receive(door: Door, person: Person, *, was: Person | None) -> Returned:
    programme = await programmes.load(door.session, person.programme_id)
    match person.status:
        case Status.ACTIVE if person.role is Role.OWNER and not programme.set_up:
            return await _set_up(door, person, programme, is_new=was is None or was.role is not Role.OWNER)
        case Status.ACTIVE:
            step_aside(door.conversation)
            return await _welcome_back(door, person, programme)
        case Status.INVITED:
            return await _go_on_joining(door, person, programme)
        case _:
            return answer_once(person, programme, door.conversation, door.clock())


async def _set_up(door: Door, person: Person, programme: Programme, *, is_new: bool) -> list[Reply]:
    """Where the owner left; a new owner is greeted, and the own language is met first until another one is chosen."""
    if not is_new:
        return [say(door.message, await resume(door.session, person, programme, door.conversation, door.clock))]
    programme = await setup.set_languages(
        door.session, programme.locales, main=person.locale, by=person.id, now=door.clock()
    )
    screen = await resume(door.session, person, programme, door.conversation, door.clock)
    known = await pii.read(door.session, person.id)
    return [door.message.answer(set_up.greeting(known.name if known else "")), say(door.message, screen)]


async def _welcome_back(door: Door, person: Person, programme: Programme) -> list[Reply]:
    decides = may(person, Right.DECIDE_CLAIMS)
    to_decide = len(await waiting(door.session, person, now=door.clock())) if decides else 0
    text = views.welcome_back(person, programme, to_decide)
    hello = door.message.answer(text, reply_markup=main_keys(person))
    return [hello, *menu_if_other(person, door.message.chat.id, telegram_speaks=door.user.language_code)]


async def _go_on_joining(door: Door, person: Person, programme: Programme) -> Returned:
    joined = await standing(door.session, person.id)
    asked = await joining_flow.ask(door.session, joined, programme, door.conversation, door.user, door.clock())
    if asked is not None:
        return say(door.message, asked)
    return await joining_flow.welcome(door.session, joined.person, programme, door.message.chat.id, door.user)


async def _heard_from(session: AsyncSession, person: Person, user_id: int) -> None:
    await mark_reachable(session, Channel.TELEGRAM, user_id)
    await release_held(session, person.id)


def _profile(user: User) -> Profile:
    return Profile(
        channel=Channel.TELEGRAM,
        external_id=user.id,
        name=user.full_name,
        username=user.username,
        language=user.language_code,
    )
