"""Words for what is no answer to what is awaited: what to send instead."""

from collections.abc import Callable, Mapping

from bot.views import announcing, catalogue, practice, prize_keeping
from bot.words import translate as _


def insist(state: str) -> str:
    """What the step at hand takes, and how to leave it."""
    return (INSTEAD.get(state) or INSTEAD.get(state.partition(":")[0], _type_it))()


def _type_it() -> str:
    return _("Please type it as text. /cancel if you do not want to.")


def _tap() -> str:
    return _("Please tap one of the buttons above. /cancel if you do not want to.")


def _send_list() -> str:
    return _("Send the list as a file or as text, one row a line. /cancel if you do not want to.")


def _say_it() -> str:
    return _("Type your answer or say it as a voice message. /cancel if you do not want to.")


INSTEAD: Mapping[str, Callable[[], str]] = {
    "Composing": announcing.not_this,
    "Correcting:menu": _tap,
    "Declining:again": _tap,
    "Importing": _tap,
    "Members": _send_list,
    "Paste:companies": catalogue.send_as_text,
    "Paste:products": _send_list,
    "Practice": practice.insist,
    "Prizing:picture": prize_keeping.insist_on_picture,
    "Replying": _say_it,
    "Returns": _send_list,
}
"""Steps, or groups of them, whose answer is not typed."""
