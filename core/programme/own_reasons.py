"""Own reasons to decline: added, worded in each language, retired and offered again by whoever runs the programme."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.errors import Refusal
from core.programme.options import Options, OwnReason, json_of, with_option
from core.programme.text import line

KEY = "own_reasons"
LONGEST = 60
MOST_OFFERED = 12
"""Reasons beside the usual ones: a list that is read under time pressure."""
MOST_EVER = 200


class TooManyReasons(Refusal):
    """As many as a list under the thumb can hold; one has to be retired first."""


class ReasonGone(Refusal):
    """There is no such reason, or it is offered no more."""


def offered(options: Options) -> Sequence[OwnReason]:
    """Those that moderators are offered."""
    return [reason for reason in options.own_reasons if not reason.retired]


def named(options: Options, code: str) -> OwnReason:
    """A reason by its code. Raises ReasonGone."""
    found = next((reason for reason in options.own_reasons if reason.code == code), None)
    if found is None:
        raise ReasonGone
    return found


def require_offered(options: Options, code: str) -> None:
    """Raise ReasonGone for one that moderators may not choose."""
    if named(options, code).retired:
        raise ReasonGone


def added(options: Options, text: str, *, locale: str) -> tuple[Any, str]:
    """The setting with one more reason, as JSON holds it, and its code. Raises TextUnusable, TooManyReasons."""
    if len(offered(options)) >= MOST_OFFERED or len(options.own_reasons) >= MOST_EVER:
        raise TooManyReasons
    code = f"own_{len(options.own_reasons) + 1}"
    one = OwnReason(code=code, words={locale: line(text, most=LONGEST)})
    return _stored(options, (*options.own_reasons, one)), code


def worded(options: Options, code: str, text: str, *, locale: str) -> Any:
    """The setting with a reason worded anew in a language. Raises TextUnusable, ReasonGone."""
    one = named(options, code)
    return _changed(options, replace(one, words={**one.words, locale: line(text, most=LONGEST)}))


def switched_again(options: Options, code: str) -> Any:
    """The setting with the other answer to whether such a sale may be sent again. Raises ReasonGone."""
    one = named(options, code)
    return _changed(options, replace(one, may_resubmit=not one.may_resubmit))


def switched_off(options: Options, code: str) -> Any:
    """The setting with a reason retired, or offered again. Raises ReasonGone, TooManyReasons."""
    one = named(options, code)
    if one.retired and len(offered(options)) >= MOST_OFFERED:
        raise TooManyReasons
    return _changed(options, replace(one, retired=not one.retired))


def _changed(options: Options, after: OwnReason) -> Any:
    return _stored(options, tuple(after if one.code == after.code else one for one in options.own_reasons))


def _stored(options: Options, reasons: tuple[OwnReason, ...]) -> Any:
    plain = [
        {"code": one.code, "words": dict(one.words), "may_resubmit": one.may_resubmit, "retired": one.retired}
        for one in reasons
    ]
    return json_of(with_option(options, KEY, plain), KEY)
