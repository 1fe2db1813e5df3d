"""Sanctions and appeals in words."""

from collections.abc import Sequence

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps_people import Sanctioning, Standing, Who
from bot.views.buttons import Rows, button, keyboard
from bot.views.names import name_of
from bot.views.notices import message
from bot.views.person_card import name_of as name_on
from bot.views.typed import typed
from bot.words import translate as _
from core.people.appeals import AppealCame, AppealRefused, Sanctioned, SanctionOver
from core.people.person_card import PersonCard
from core.people.persons import Person
from core.people.sanctions import LONGEST_NOTE, Ground, Sanction, Step
from core.programme.programmes import Programme


def ladder(shown: PersonCard, standing: Sequence[Sanction]) -> Screen:
    """What stands, with the way to lift it, and the steps."""
    lines = [f"<b>{name_on(shown)}</b>", ""]
    lines += [f"• {step(each.step)}: {ground(each.ground)}{_note(each.note)}" for each in standing]
    lines += [""] if standing else []
    lines.append(_("What shall be done? The person hears what and why, and can appeal to somebody else."))
    rows: Rows = [
        [button(_("Lift: {what}").format(what=step(each.step)), Standing(do="lift", id=each.id))] for each in standing
    ]
    rows += [[button(step(each), Sanctioning(id=shown.person.id, step=each))] for each in Step]
    return Screen("\n".join(lines), keyboard([*rows, [_to_card(shown)]]))


def ask_ground(shown: PersonCard, wish: Sanctioning) -> Screen:
    assert wish.step is not None  # noqa: S101 (asked by the caller)
    text = "\n\n".join([f"<b>{name_on(shown)}</b>: {step(wish.step)}", what_it_means(wish.step), _("Why?")])
    rows = [[button(ground(each), wish.model_copy(update={"ground": each}))] for each in Ground]
    return Screen(text, keyboard([*rows, [_to_card(shown)]]))


def ask_note(shown: PersonCard, wish: Sanctioning) -> Screen:
    """A note says more; only OTHER needs one."""
    assert wish.step is not None  # noqa: S101 (asked by the caller)
    assert wish.ground is not None  # noqa: S101
    head = f"<b>{name_on(shown)}</b>: {step(wish.step)}, {ground(wish.ground).lower()}"
    text = _("Type a note for the person: what happened, in a sentence.")
    rows: Rows = []
    if wish.ground is not Ground.OTHER:
        rows = [[button(_("Without a note"), wish.model_copy(update={"sure": True}), style="danger")]]
    return Screen(f"{head}\n\n{text}", keyboard([*rows, [_to_card(shown)]]))


def imposed(sanction: Sanction) -> Screen:
    """What was done, and the way back."""
    undo = button(_("Undo"), Standing(do="lift", id=sanction.id))
    text = _("Done: {what}. The person has been told.").format(what=step(sanction.step))
    return Screen(text, keyboard([[undo], [button(_("← Back"), Who(id=sanction.person_id))]]))


def lifted(sanction: Sanction) -> Screen:
    text = _("Lifted: {what}. The person has been told.").format(what=step(sanction.step))
    return Screen(text, keyboard([[button(_("← Back"), Who(id=sanction.person_id))]]))


def ask_appeal(sanction_id: int) -> Screen:
    text = _("What was wrong? Write it in one message; somebody else than whoever decided will read it.")
    return Screen(text, keyboard([[button(_("Send without words"), Standing(do="send", id=sanction_id))]]))


def appealed(judge: str | None) -> str:
    if judge is None:
        return _("Your appeal is on its way. You will hear the answer here.")
    return _("Your appeal is on its way. {name} decides; you will hear the answer here.").format(name=typed(judge))


def judged(*, stands: bool) -> Screen:
    if stands:
        return Screen(_("It stands. The person has been told."))
    return Screen(_("Taken back. The person has been told."))


def frozen(freeze: Sanction) -> str:
    """To whoever would spend: that nothing can be, and why."""
    words = _("You can spend nothing for now: {reason}. Your sales go on earning.")
    return words.format(reason=ground(freeze.ground).lower() if freeze.ground is not Ground.OTHER else _said(freeze))


def appeal_against(sanction: Sanction) -> list[InlineKeyboardButton]:
    """The way to somebody else's look at it; nothing once it was asked for."""
    return [] if sanction.appealed else [button(_("Appeal"), Standing(do="appeal", id=sanction.id))]


def step(what: Step) -> str:
    match what:
        case Step.WARNING:
            return _("Warning")
        case Step.FREEZE:
            return _("Freeze of spending")
        case Step.EXCLUSION:
            return _("Exclusion")


def what_it_means(what: Step) -> str:
    match what:
        case Step.WARNING:
            return _("Words only: nothing else changes.")
        case Step.FREEZE:
            return _("Sales go on earning, nothing can be spent.")
        case Step.EXCLUSION:
            return _("No sales, no spending. What was earned stays.")


def ground(what: Ground) -> str:
    match what:
        case Ground.FALSE_SALES:
            return _("Sales that never were")
        case Ground.REPEATED:
            return _("The same sale again and again")
        case Ground.FOREIGN_DOCUMENTS:
            return _("Somebody else’s documents")
        case Ground.RUDENESS:
            return _("Insults or threats")
        case Ground.OTHER:
            return _("Another reason")


@message.register
def sanctioned(notice: Sanctioned, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    firsts = {
        Step.WARNING: _("A warning from the programme."),
        Step.FREEZE: _("You can spend nothing for now. Your sales go on earning."),
        Step.EXCLUSION: _("You are excluded from the programme. What you have earned stays."),
    }
    why = _("Why: {reason}").format(reason=ground(notice.ground)) + _note(notice.note)
    rest = _("If you think this is wrong, appeal: somebody else will look at it.")
    keys = keyboard([[button(_("Appeal"), Standing(do="appeal", id=notice.sanction_id))]])
    return SendMessage(chat_id=chat_id, text=f"<b>{firsts[notice.step]}</b>\n{why}\n\n{rest}", reply_markup=keys)


@message.register
def sanction_over(notice: SanctionOver, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    texts = {
        Step.WARNING: _("The warning was taken back."),
        Step.FREEZE: _("You can spend again."),
        Step.EXCLUSION: _("You take part in the programme again: everything is as it was."),
    }
    return SendMessage(chat_id=chat_id, text=texts[notice.step])


@message.register
def appeal_came(notice: AppealCame, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    who = typed(name_of(notice.person) or _("A participant"))
    decider = typed(name_of(notice.decided_by) or _("A participant"))
    lines = [
        _("<b>{name} appeals.</b>").format(name=who),
        _("{what}, decided by {name}: {reason}").format(
            what=step(notice.step), name=decider, reason=ground(notice.ground) + _note(notice.note)
        ),
    ]
    if notice.words:
        lines += ["", _("In their words: {words}").format(words=typed(notice.words, LONGEST_NOTE))]
    keys = keyboard(
        [
            [
                button(_("Take it back"), Standing(do="drop", id=notice.sanction_id), style="success"),
                button(_("It stands"), Standing(do="uphold", id=notice.sanction_id), style="danger"),
            ],
            [button(_("The card"), Who(id=notice.person))],
        ]
    )
    return SendMessage(chat_id=chat_id, text="\n".join(lines), reply_markup=keys)


@message.register
def appeal_refused(notice: AppealRefused, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    text = _("Your appeal was looked at. The decision stands: {what}.").format(what=step(notice.step).lower())
    who = _("Questions: {contact}").format(contact=typed(programme.contact, 300))
    return SendMessage(chat_id=chat_id, text=f"{text}\n{who}")


def _said(sanction: Sanction) -> str:
    return typed(sanction.note.rstrip("."), LONGEST_NOTE)


def _note(note: str) -> str:
    return f". {typed(note, LONGEST_NOTE)}" if note else ""


def _to_card(shown: PersonCard) -> InlineKeyboardButton:
    return button(_("← Back"), Who(id=shown.person.id))
