"""People whom a list named, in words: who came how far, and their invitations to pass on."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps_approving import Admit, Admitting
from bot.taps_enrolments import Enrol, Enrolling
from bot.views import formats
from bot.views.brand import programme_name, programme_name_plain
from bot.views.buttons import Rows, button, keyboard
from bot.views.typed import typed
from bot.words import speaking
from bot.words import translate as _
from core.clock import local_date
from core.people.enrolments import Enrolled
from core.people.newcomers import JoinStep
from core.people.persons import Person
from core.people.stages import Stage
from core.programme.programmes import Programme

MARKS = {Stage.INVITED: "✉️", Stage.BEGUN: "⏳", Stage.JOINED: "✅"}


def home(counts: Mapping[Stage, int], waiting: int) -> Screen:
    """How many have come how far, who waits to be let in, and how to send a list."""
    if not sum(counts.values()) and not waiting:
        return how()
    lines = [*_how_far(counts), _("To invite more, send a list here: XLSX, CSV or text.")]
    words = _("To be let in: {n}").format(n=formats.number(waiting))
    rows = [[button(words, Admit(do=Admitting.LIST), style="primary")]] if waiting else []
    rows += [[_to_list(stage, count)] for stage, count in counts.items() if count]
    rows.append([button(_("What the list looks like"), Enrol(do=Enrolling.HOW))])
    return Screen("\n".join(lines), keyboard(rows))


def how() -> Screen:
    """How a list has to look."""
    lines = [_("<b>Invite people by a list</b>"), columns(), "", _("Each gets an own invitation that you pass on.")]
    rows = [[button(_("A file to fill in"), Enrol(do=Enrolling.TEMPLATE), style="primary")]]
    rows.append([button(_("Who has joined"), Enrol(do=Enrolling.HOME))])
    return Screen("\n".join(lines), keyboard(rows))


def columns() -> str:
    """Which columns a list of members has."""
    return "\n".join(
        [
            _("Send an XLSX or CSV file, or paste one person a line: name; phone; company."),
            _("For example: <code>Ivan Petrov; +7 900 000-00-01; Warm House</code>"),
            _("If you like, go on with occupation; language; opening balance; the day until which it is good."),
        ]
    )


def people(stage: Stage, found: Sequence[Enrolled], *, after: int, more: bool) -> Screen:
    """A page of a stage, a button for each."""
    rows: Rows = [[_person(each)] for each in found]
    turning = [button(_("← First"), Enrol(do=Enrolling.LIST, stage=stage))] if after else []
    turning += [_turn(_("More →"), Enrolling.LIST, stage, found)] if more else []
    if stage is Stage.INVITED and found:
        rows.append([button(_("Cards to forward"), Enrol(do=Enrolling.CARDS, after=after), style="primary")])
        rows.append([button(_("Texts for SMS and messengers"), Enrol(do=Enrolling.TEXTS, after=after))])
    rows += [turning, [button(_("← Back"), Enrol(do=Enrolling.HOME))]]
    return Screen(f"<b>{_title(stage)}</b>" if found else _("Nobody here now."), keyboard(rows))


def passed_on(do: Enrolling, found: Sequence[Enrolled], *, more: bool) -> Screen:
    """Below a page of invitations: the way to the next one."""
    words = (
        _("Forward each card to its person.")
        if do is Enrolling.CARDS
        else _("Copy each text, or share it, to its person.")
    )
    rows = [[_turn(_("Next ones →"), do, Stage.INVITED, found)]] if more else []
    rows.append([button(_("Who has joined"), Enrol(do=Enrolling.HOME))])
    last = _("These were the last ones.")
    return Screen(words if more else f"{words} {last}", keyboard(rows))


def one(found: Enrolled, person: Person) -> Screen:
    """Somebody whom a list named."""
    lines = [f"<b>{typed(found.name)}</b>", f"{MARKS[found.stage]} {_standing(found)}", f"+{typed(found.phone, 20)}"]
    if found.company:
        lines.append(typed(found.company, 80))
    if found.opening_points:
        lines.append(_("Opening balance: {n}").format(n=formats.number(found.opening_points)))
    if found.stage is Stage.INVITED:
        lines.append(_until(found, person))
    return Screen("\n".join(lines), keyboard([*_acts(found), [_back(found)]]))


def ask_revoke(found: Enrolled) -> Screen:
    text = _("Revoke the invitation of {name}? The link stops working.").format(name=typed(found.name))
    sure = button(_("Revoke"), Enrol(do=Enrolling.REVOKE, id=found.person_id), style="danger")
    return Screen(text, keyboard([[sure], [button(_("← Back"), Enrol(do=Enrolling.SHOW, id=found.person_id))]]))


def card(found: Enrolled, programme: Programme, link: str) -> Screen:
    """An invitation to forward, in the invited person's language: a URL button survives forwarding."""
    with speaking(found.locale):
        text = _("{name}, you are invited to <b>{programme}</b>. Tap the button, then Start.").format(
            name=typed(found.name), programme=programme_name(programme)
        )
        keys = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=_("Open the invitation"), url=link)]])
    return Screen(text, keys)


def text(found: Enrolled, programme: Programme, link: str) -> Screen:
    """An invitation as words for any messenger, with a button that opens Telegram's own sharing."""
    with speaking(found.locale):
        words = _("{name}, you are invited to {programme}. Open in Telegram: {link}").format(
            name=found.name, programme=programme_name_plain(programme), link=link
        )
    told = words.replace(link, "").strip()
    share = f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(told, safe='')}"
    keys = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=_("Share in Telegram"), url=share)]])
    return Screen(f"<code>{typed(words, 600)}</code>", keys)


def reminder(found: Enrolled, programme: Programme, link: str) -> Screen:
    """For somebody half-way: where to go on."""
    with speaking(found.locale):
        told = _("{name}, you have almost joined {programme}. Go on here: {link}").format(
            name=found.name, programme=programme_name_plain(programme), link=link
        )
    return Screen(f"<code>{typed(told, 600)}</code>")


def template_caption() -> str:
    return _("Fill in a row for each person and send the file back here. The example may go.")


def template_name() -> str:
    return _("people to invite")


def template_heading() -> list[str]:
    """The columns, as the list's own reading knows them."""
    return [
        *(_("Full name"), _("Phone"), _("Company"), _("Occupation"), _("Language")),
        *(_("Opening balance"), _("Balance until")),
    ]


def gone() -> str:
    """Over a button for an invitation that can no longer be passed on."""
    return _("This invitation no longer works. Make a new one.")


def _how_far(counts: Mapping[Stage, int]) -> list[str]:
    """How many people of lists have come how far; nothing where there was no list."""
    n = sum(counts.values())
    if not n:
        return []
    head = _("<b>{n} person from your lists</b>", "<b>{n} people from your lists</b>", n).format(n=formats.number(n))
    return [head, *(f"{MARKS[stage]} {_counted(stage, count)}" for stage, count in counts.items()), ""]


def _counted(stage: Stage, n: int) -> str:
    match stage:
        case Stage.INVITED:
            words = _("{n} has not opened the invitation", "{n} have not opened the invitation", n)
        case Stage.BEGUN:
            words = _("{n} stopped half-way", "{n} stopped half-way", n)
        case Stage.JOINED:
            words = _("{n} has joined", "{n} have joined", n)
    return words.format(n=formats.number(n))


def _title(stage: Stage) -> str:
    match stage:
        case Stage.INVITED:
            return _("Have not opened the invitation")
        case Stage.BEGUN:
            return _("Stopped half-way")
        case Stage.JOINED:
            return _("Have joined")


def _to_list(stage: Stage, count: int) -> InlineKeyboardButton:
    return button(f"{MARKS[stage]} {_title(stage)}: {formats.number(count)}", Enrol(do=Enrolling.LIST, stage=stage))


def _turn(words: str, do: Enrolling, stage: Stage, found: Sequence[Enrolled]) -> InlineKeyboardButton:
    return button(words, Enrol(do=do, stage=stage, after=found[-1].person_id))


def _person(found: Enrolled) -> InlineKeyboardButton:
    words = f"{found.name} · {_asked(found.step)}" if found.step else found.name
    return button(words, Enrol(do=Enrolling.SHOW, id=found.person_id))


def _asked(step: JoinStep) -> str:
    match step:
        case JoinStep.CONSENTS:
            return _("consents")
        case JoinStep.NAME:
            return _("name")
        case JoinStep.OCCUPATION:
            return _("occupation")
        case JoinStep.COMPANY:
            return _("company")
        case JoinStep.CONDITIONS:
            return _("conditions")


def _standing(found: Enrolled) -> str:
    if found.step is not None:
        return _("Stopped at the question: {question}").format(question=_asked(found.step))
    return _("Takes part.") if found.stage is Stage.JOINED else _("The invitation has not been opened.")


def _until(found: Enrolled, person: Person) -> str:
    if found.code is None:
        return _("The invitation does not work any more.")
    day = formats.day(local_date(found.expires_at, person.timezone))
    return _("The invitation works until {date}.").format(date=day)


def _acts(found: Enrolled) -> Rows:
    who = found.person_id
    if found.stage is Stage.JOINED:
        return []
    if found.stage is Stage.BEGUN:
        return [[button(_("A reminder to pass on"), Enrol(do=Enrolling.TEXT, id=who))]]
    renew = button(_("New invitation"), Enrol(do=Enrolling.RENEW, id=who))
    if found.code is None:
        return [[renew]]
    return [
        [button(_("Card to forward"), Enrol(do=Enrolling.CARD, id=who), style="primary")],
        [button(_("Text for SMS and messengers"), Enrol(do=Enrolling.TEXT, id=who))],
        [renew, button(_("Revoke"), Enrol(do=Enrolling.ASK_REVOKE, id=who))],
    ]


def _back(found: Enrolled) -> InlineKeyboardButton:
    return button(_("← Back"), Enrol(do=Enrolling.LIST, stage=found.stage))
