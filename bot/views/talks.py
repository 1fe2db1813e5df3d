"""Talks in words: who waits for an answer, what was said, and where an answer went."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_talks import InTalk, Talking
from bot.views import formats
from bot.views.buttons import button, keyboard
from bot.views.typed import typed
from bot.words import translate as _
from core.people.persons import Person
from core.talks.reading import Talk, Utterance, Waiting
from core.talks.talking import Medium

LONGEST = 500
"""Characters of one utterance on a talk's screen; in full it stands in the chat."""


def passed_on(keeper: str | None) -> str:
    """To a partner who said something that is no step of anything."""
    if keeper is None:
        text = _("I have passed this on to those who look after you. The answer comes here.")
    else:
        text = _("I have passed this on to {name}, who looks after you. The answer comes here.").format(
            name=f"<b>{typed(keeper)}</b>"
        )
    return " ".join([text, _("To register a sale, send a photo of the invoice.")])


def answered(partner: str | None) -> str:
    """To whoever answered."""
    if partner is None:
        return _("Sent.")
    return _("Sent to {name}.").format(name=typed(partner))


def answer_wanted(partner: str | None) -> str:
    return _("Type or record the answer. It goes to: {name}. /cancel if you do not want to.").format(
        name=typed(_name(partner))
    )


def waiting(found: Sequence[Waiting], count: int, viewer: Person, now: datetime) -> Screen:
    """Who waits for an answer, the longest first."""
    back = [button(_("← Back"), Open(place=Place.HELP))]
    if not found:
        return Screen(_("Nobody waits for an answer."), keyboard([back]))
    head = _("{n} question waits for an answer", "{n} questions wait for an answer", count).format(
        n=formats.number(count)
    )
    rows = [
        [button(f"{_name(each.partner)}, {_age(each.since, now)}: {_gist(each.medium, each.text)}", _at(each))]
        for each in found
    ]
    lines = [f"<b>{head}</b>"]
    if count > len(found):
        lines.append(_("Those that have waited longest:"))
    return Screen("\n".join(lines), keyboard([*rows, back]))


def talk(found: Talk, viewer: Person) -> Screen:
    """What was said last, and what can be done."""
    lines = [heading(found.partner), *(_line(each, viewer) for each in found.said)]
    act = [button(_("Answer"), InTalk(do=Talking.ANSWER, id=found.id), style="primary")]
    if found.waiting_since is not None:
        act.append(button(_("Needs no answer"), InTalk(do=Talking.SETTLE, id=found.id)))
    return Screen("\n\n".join(lines), keyboard([act, [button(_("← Back"), InTalk())]]))


def heading(name: str | None) -> str:
    """Who speaks, above what is said."""
    return f"<b>{typed(_name(name))}</b>"


def spoken(medium: str, text: str) -> str:
    """What is said, as far as it can be read."""
    return typed(text, 4_000) if text else _gist(Medium(medium), text)


def _line(said: Utterance, viewer: Person) -> str:
    who = _name(said.by) if said.by_partner else said.by or _("The programme")
    what = typed(said.text, LONGEST) if said.text else _gist(said.medium, said.text)
    return f"<i>{typed(who)}, {formats.moment(said.at, viewer.timezone)}</i>\n{what}"


def _gist(medium: Medium, text: str) -> str:
    if medium is Medium.VOICE:
        return _("🎤 voice message")
    if medium is Medium.VIDEO_NOTE:
        return _("🎥 video message")
    return text


def _name(partner: str | None) -> str:
    return partner or _("A partner")


def _age(since: datetime, now: datetime) -> str:
    passed = now - since
    if passed >= timedelta(days=1):
        return _("{n} d").format(n=formats.number(passed.days))
    if passed >= timedelta(hours=1):
        return _("{n} h").format(n=formats.number(passed // timedelta(hours=1)))
    return _("{n} min").format(n=formats.number(passed // timedelta(minutes=1)))


def _at(found: Waiting) -> InTalk:
    return InTalk(do=Talking.SHOW, id=found.talk_id)
