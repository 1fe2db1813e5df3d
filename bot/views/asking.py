"""Asking the partner: what can be asked for, what was written, and a claim's history."""

from aiogram.types import InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps_claims import AskFor, Review, ReviewAct
from bot.views import formats, states
from bot.views.buttons import button, keyboard
from bot.views.typed import typed
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.claim import ClaimState, Verdict, Wanted
from core.claims.claim_card import ClaimCard
from core.claims.history import Happened
from core.claims.notes import NoteFacts
from core.people.persons import Person
from core.programme.programmes import Programme

LONGEST_SAID = 200
LATEST = 2
"""Notes that stand on a card; the history has all."""

LONGEST_ON_CARD = 60


def what_to_ask(claim: ClaimCard) -> InlineKeyboardMarkup | None:
    """What the partner can be asked for, in place of the verdicts."""
    words = {
        Wanted.PHOTO: _("A sharper photo"),
        Wanted.PAGE: _("One more page"),
        Wanted.NUMBER: _("The number"),
        Wanted.OTHER: _("Something else…"),
    }
    rows = [
        [button(text, AskFor(claim_id=claim.id, version=claim.version, wanted=wanted))]
        for wanted, text in words.items()
    ]
    back = Review(claim_id=claim.id, version=claim.version, act=ReviewAct.BACK)
    return keyboard([*rows, [button(_("← Back"), back)]])


def words_wanted(claim: ClaimCard) -> str:
    return _("What do you want to know about {document}? Type it: the partner will read your words.").format(
        document=document(claim.document_no)
    )


def ask_here(claim: ClaimCard, tapped: AskFor) -> Screen:
    """In the private chat, after the tap before a group: one more tap, and the question is typed."""
    text = _("{document}: you write the question here, not before the group.")
    words = button(_("✏️ Write the question"), tapped, style="primary")
    return Screen(text.format(document=document(claim.document_no)), keyboard([[words]]))


def asked() -> str:
    return _("The partner is asked. The sale comes back to its place.")


def waits_no_longer() -> str:
    return _("The sale is to be decided again, without the answer.")


def passed_on() -> str:
    return _("Noted, and passed on.")


def on_card(notes: tuple[NoteFacts, ...], partner: int) -> list[str]:
    """The latest notes as they stand on a moderator's card."""
    return [_noted(note, partner) for note in notes[-LATEST:]]


def history(claim: ClaimCard, happened: tuple[Happened, ...], person: Person, programme: Programme) -> Screen:
    """All that happened to a claim, a line each."""
    lines = [f"<b>{document(claim.document_no)}</b>"]
    for one in happened:
        moment = formats.moment(one.at, person.timezone)
        lines.append(f"{moment} · {_told(one, claim.person_id, programme)}")
    return Screen("\n".join(lines))


def _told(one: Happened, partner: int, programme: Programme) -> str:
    if one.note is not None:
        return _noted(one.note, partner, LONGEST_SAID)
    if one.verdict is None:
        return _("Sent")
    state = ClaimState.DECLINED if one.verdict is Verdict.DECLINE else ClaimState.APPROVED
    return typed(states.named(state, programme.options))


def _noted(note: NoteFacts, partner: int, most: int = LONGEST_ON_CARD) -> str:
    said = typed(note.text, most)
    if note.wanted is None:
        return _("✉️ Partner: {said}").format(said=said) if note.author == partner else f"✉️ {said}"
    known = {
        Wanted.PHOTO: _("A sharper photo"),
        Wanted.PAGE: _("One more page"),
        Wanted.NUMBER: _("The number"),
    }
    words = ": ".join(filter(None, [known.get(note.wanted, ""), said]))
    if note.answered:
        return _("✅ Asked and answered: {what}").format(what=words)
    return _("❓ Asked: {what}").format(what=words)
