"""Options: what an owner may set about how the programme runs. Each has a value that suits whoever changes nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from core.claims.claim import ClaimState
from core.people.roles import Occupation


class ClaimField(StrEnum):
    """What a claim can be asked to carry."""

    DOCUMENT_NO = "document_no"
    SOLD_ON = "sold_on"
    QUANTITY = "quantity"
    ISSUER = "issuer"
    """Always asked, whatever is set: the same sale is known by it when it comes twice."""
    SERIAL = "serial"
    CUSTOMER_TYPE = "customer_type"


class Tone(StrEnum):
    """How people are addressed, in the languages that know a difference."""

    USUAL = "usual"
    """As each language is used to: formal in Russian, familiar in Italian."""
    FORMAL = "formal"
    FAMILIAR = "familiar"


class WeekTo(StrEnum):
    """Who gets the weekly page."""

    NOBODY = "nobody"
    OWNERS = "owners"
    VIEWERS = "viewers"
    """Owners, and whoever looks on."""
    STAFF = "staff"
    """Managers too, of their own sight."""


class Module(StrEnum):
    """A part of the programme that can be left out."""

    CLAIMS = "claims"
    BALANCE = "balance"
    PRIZES = "prizes"
    HUMAN = "human"
    """What is no step of anything reaches a human, who answers."""
    BOARD = "board"
    QUIZZES = "quizzes"
    SURVEYS = "surveys"
    BROADCASTS = "broadcasts"
    NUDGES = "nudges"


REQUIRED = frozenset({ClaimField.DOCUMENT_NO, ClaimField.SOLD_ON, ClaimField.QUANTITY, ClaimField.ISSUER})
BEGUN_WITH = frozenset({Module.CLAIMS, Module.BALANCE, Module.PRIZES, Module.HUMAN})
MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReason:
    """A reason to decline that the programme has added to the usual ones."""

    code: str
    """`own_1`: what a decision keeps."""
    words: Mapping[str, str]
    """Locale -> the reason, as moderators choose it and partners read it."""
    may_resubmit: bool = True
    """Whether the sale can be sent again once that is mended."""
    retired: bool = False
    """Whether moderators are offered it no more; what was declined for it still says so."""

    def in_words(self, *locales: str) -> str:
        """The reason in the first of some languages that it has; in any where it has none of them."""
        return next((self.words[each] for each in locales if each in self.words), next(iter(self.words.values()), ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class StateName:
    """What the programme calls a state of a claim; what the state counts as is no matter of words."""

    state: ClaimState
    words: Mapping[str, str]
    """Locale -> the word. Where a language has none, the usual one stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Everything that can be set, with what holds until it is. Only what differs is stored."""

    # a sale
    claim_window_days: int = 30
    """Local days after a sale in which it can be claimed."""
    late_percent_per_month: int | None = None
    """What a claim after the window loses for each month begun, in percent; none is taken late where None."""
    late_months: int = 10
    """Months after the window in which a late claim is taken at all."""
    receipt_days: int = 7
    """Days in which a receipt is taken as a proof."""
    required: frozenset[ClaimField] = REQUIRED
    """What a claim cannot be sent without."""
    manager_fills: bool = True
    """Whether a photo may be sent alone, for the manager to fill in the rest."""
    claims_a_day_flag: int = 30
    """Claims of one person on one day from which on moderators see a flag."""
    # a verdict
    review_working_days: int = 2
    """Working days in which a decision is promised."""
    take_minutes: int = 10
    """For how long a claim that a moderator has taken is locked for others."""
    undo_seconds: int = 30
    """How long a verdict waits, and can be undone, before anything is posted or told."""
    second_approver_above: int | None = None
    """Points of one claim above which a second person has to approve; nobody has to where None."""
    appeal_days: int = 10
    """Days after a decision in which the partner can have it looked at by somebody else."""
    reasons_off: frozenset[str] = frozenset()
    """Usual reasons to decline that moderators are not offered, by their codes."""
    own_reasons: tuple[OwnReason, ...] = ()
    """Reasons to decline that the programme has added."""
    state_names: tuple[StateName, ...] = ()
    """States of claims that the programme calls otherwise than usual."""
    # points
    welcome_points: int = 0
    """What everybody who begins is given, once."""
    hold_days: int = 0
    """Days that points rest after an approval before they can be spent."""
    points_cap: int | None = None
    """All points that may be given out together; without end where None."""
    point_cost_minor: int | None = None
    """What a point costs the programme, in the currency's smallest unit."""
    currency: str | None = None
    """ISO 4217."""
    prize_working_days: int = 21
    """Working days in which a prize is promised after its order."""
    # time
    country: str | None = None
    """ISO 3166-1 alpha-2: whose public holidays are kept."""
    work_days: tuple[int, ...] = MONDAY_TO_FRIDAY
    """Days of the week on which is worked; Monday is 0."""
    work_from: int = 9
    """Local hour at which work begins."""
    work_until: int = 18
    """Local hour at which work ends."""
    holidays: tuple[date, ...] = ()
    """Days on which is not worked, besides the country's public holidays."""
    # the programme
    brand: str = ""
    """The brand as people know it; the programme's name serves where empty."""
    tone: Tone = Tone.USUAL
    modules: frozenset[Module] = BEGUN_WITH
    """The parts of the programme that are switched on."""
    week_to: WeekTo = WeekTo.VIEWERS
    """Who gets the page about the week that has passed."""
    self_registration: bool = False
    """Whether people may ask to be let in without an invite."""
    adults_only: bool = False
    """Whether partners have to be 18 or older."""
    staff_excluded: bool = False
    """Whether the own staff and their families are left out."""
    occupations: frozenset[Occupation] = frozenset(Occupation)
    """The professions that the programme is for."""
    evidence_months: int | None = None
    """Months after a decision that pictures are kept; for ever where None."""

    def has(self, module: Module) -> bool:
        """Whether a part of the programme is switched on."""
        return module in self.modules


UNSET = Options()
"""What holds where nobody has set anything."""
_KNOWN: TypeAdapter[Options] = TypeAdapter(Options)


def options_of(stored: Mapping[str, Any]) -> Options:
    """The options that a programme's row holds. Raises ValidationError for a value that is none."""
    return _read(json.dumps(dict(stored), sort_keys=True)) if stored else UNSET


def stored_of(options: Options) -> dict[str, Any]:
    """What a programme's row holds of its options: those that differ from their defaults, as JSON."""
    stored: dict[str, Any] = _KNOWN.dump_python(options, mode="json", exclude_defaults=True)
    return stored


def json_of(options: Options, key: str) -> Any:
    """One option as JSON holds it; what has no order is sorted."""
    value = getattr(options, key)
    plain = _KNOWN.dump_python(options, mode="json", include={key})[key]
    return sorted(plain) if isinstance(value, frozenset) else plain


def with_option(options: Options, key: str, value: Any) -> Options:
    """The options with another value, as JSON holds it. Raises ValidationError for a value that is none."""
    return options_of(_KNOWN.dump_python(options, mode="json") | {key: value})


@lru_cache(maxsize=16)
def _read(stored: str) -> Options:
    return _KNOWN.validate_json(stored)
