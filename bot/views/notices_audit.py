"""Notices about the audit log in words."""

from aiogram.methods import SendMessage

from bot.views.notices import message
from bot.words import translate as _
from core.audit.seals import LogSealed
from core.people.persons import Person
from core.programme.programmes import Programme


@message.register
def log_sealed(notice: LogSealed, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    return SendMessage(chat_id=chat_id, text=sealed(notice), disable_notification=True)


def sealed(notice: LogSealed) -> str:
    """What to keep of a log: nobody can change it unseen while somebody has this."""
    first = _("Log of changes: {n} entry so far.", "Log of changes: {n} entries so far.", notice.entries).format(
        n=notice.entries
    )
    seal = f"<code>{notice.entries}:{notice.ends_with}</code>"
    why = _("Its seal: {seal}. Keep this message: with it anybody can check that nothing was rewritten later.")
    return f"{first}\n{why.format(seal=seal)}"
