"""How to reach whoever runs the programme: what can be written to, called or opened."""

import re
from dataclasses import dataclass

from core.errors import Refusal
from core.programme.text import line

LONGEST = 300

_REACHED_BY = re.compile(
    r"""
      [^\s@]+@[^\s@]+\.\w{2,}              # an e-mail
    | (?<!\w)@\w{3,}                        # a username
    | \d(?:[\s().–-]*\d){5,}                # a phone number, six digits or more
    | (?:https?://|www\.|t\.me/)\S{3,}      # a link
    | ^[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:/\S*)?$  # a site, and nothing else
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(kw_only=True, eq=False)
class ContactUnclear(Refusal):
    """Words without anything to write to, call or open."""

    text: str


def contact_line(text: str) -> str:
    """A contact on one line. Raises TextUnusable (1 to 300 characters), ContactUnclear."""
    contact = line(text, most=LONGEST)
    if not _REACHED_BY.search(contact):
        raise ContactUnclear(text=contact)
    return contact
