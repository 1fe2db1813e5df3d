"""Notices of talks as messages: words as words, a voice as a voice."""

from typing import Any

from aiogram.methods import SendMessage, SendVideoNote, SendVoice, TelegramMethod
from aiogram.types import InlineKeyboardMarkup, ReplyParameters

from bot.taps_talks import InTalk, Talking
from bot.views import talks as views
from bot.views.buttons import button, keyboard
from bot.views.names import name_of
from bot.views.notices import message
from bot.words import translate as _
from core.people.persons import Person
from core.programme.programmes import Programme
from core.talks.notices import Answer, Question
from core.talks.talking import Medium


@message.register
def question(notice: Question, _person: Person, _programme: Programme, chat_id: int) -> TelegramMethod[Any]:
    """Answered by replying to it, or by its button; thanks come without a sound."""
    head = views.heading(name_of(notice.partner))
    if not notice.waits:
        text = f"{head}\n{views.spoken(notice.medium, notice.text)}"
        return SendMessage(chat_id=chat_id, text=text, disable_notification=True)
    answer = keyboard([[button(_("Answer"), InTalk(do=Talking.ANSWER, id=notice.talk_id))]])
    hint = "<i>" + _("To answer, reply to this message.") + "</i>"
    return _message(notice, chat_id, head, hint=hint, buttons=answer)


@message.register
def answer(notice: Answer, _person: Person, _programme: Programme, chat_id: int) -> TelegramMethod[Any]:
    head = views.heading(name_of(notice.by) or _("The programme"))
    return _message(notice, chat_id, head, reply_to=notice.message_key)


def _message(
    notice: Question | Answer,
    chat_id: int,
    head: str,
    *,
    hint: str = "",
    buttons: InlineKeyboardMarkup | None = None,
    reply_to: str | None = None,
) -> TelegramMethod[Any]:
    below = _below(reply_to)
    if notice.file_id is None or notice.medium == Medium.TEXT:
        text = "\n".join(filter(None, [head, views.spoken(notice.medium, notice.text), hint]))
        return SendMessage(chat_id=chat_id, text=text, reply_markup=buttons, reply_parameters=below)
    if notice.medium == Medium.VIDEO_NOTE:
        return SendVideoNote(chat_id=chat_id, video_note=notice.file_id, reply_markup=buttons, reply_parameters=below)
    caption = "\n".join(filter(None, [head, notice.text and views.spoken(notice.medium, notice.text[:800]), hint]))
    return SendVoice(
        chat_id=chat_id, voice=notice.file_id, caption=caption, reply_markup=buttons, reply_parameters=below
    )


def _below(message_key: str | None) -> ReplyParameters | None:
    if message_key is None:
        return None
    return ReplyParameters(message_id=int(message_key.partition(":")[2]), allow_sending_without_reply=True)
