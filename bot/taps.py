"""Every button's data: ids, versions and codes only. 64 bytes; an old button must not know a price."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from core.insight.periods import Period
from core.people.consents import ConsentKind
from core.people.roles import Occupation, Role, ShownAs

Number = Annotated[int, Field(ge=0, lt=2**53)]
"""An id, or what counts rows: whatever is larger was never on a button of ours."""


class Place(StrEnum):
    """A screen that a button opens."""

    CLAIM = "claim"
    REVIEW = "review"
    BALANCE = "balance"
    HISTORY = "history"
    BOARD = "board"
    HELP = "help"
    SETTINGS = "settings"
    CONSENTS = "consents"
    SHOWN_AS = "shown_as"
    PRIVACY = "privacy"
    INVITE = "invite"
    PRODUCTS = "products"
    COMPANIES = "companies"
    PROGRAMME = "programme"
    PRIZES = "prizes"
    OPS = "ops"
    PARTNERS = "partners"
    STAFF = "staff"
    QUESTIONS = "questions"
    TODAY = "today"
    WEEK = "week"
    ANNOUNCE = "announce"
    RETURNS = "returns"


class Open(CallbackData, prefix="open"):
    """Show a screen in place of this one."""

    place: Place


class OwnDataAct(StrEnum):
    """What a person wishes to happen to the own data."""

    FILE = "file"
    ASK = "ask"
    ERASE = "erase"


class OwnData(CallbackData, prefix="mine"):
    """The own data: as a file, or gone."""

    do: OwnDataAct


class Why(CallbackData, prefix="why"):
    """ "Why these points?" on an entry of the history."""

    transaction_id: Number
    before: Number = 0
    """The page to return to: see HistoryPage."""


class HistoryPage(CallbackData, prefix="hist"):
    """A page of the history."""

    before: Number = 0
    """The last transaction of the page above; 0 for the newest page."""


class BoardOf(CallbackData, prefix="top"):
    """A board by its period."""

    period: Period


class Speak(CallbackData, prefix="lang"):
    """Speak this language from now on."""

    locale: str


class LiveIn(CallbackData, prefix="zone"):
    """The own time zone; none for the programme's."""

    zone: str | None = None


class ShowMe(CallbackData, prefix="shown"):
    """How boards name me."""

    shown_as: ShownAs


class SettingsPart(StrEnum):
    """A screen of the settings."""

    LANGUAGE = "language"
    ZONE = "zone"
    SHOWN_AS = "shown_as"
    NICKNAME = "nickname"
    NAME = "name"
    CONSENTS = "consents"


class OpenSettings(CallbackData, prefix="set"):
    """A part of the settings."""

    part: SettingsPart


class Agree(CallbackData, prefix="agree"):
    """Give or withdraw a consent: the wish, so that a second tap does not undo the first."""

    kind: ConsentKind
    given: bool


class Switch(CallbackData, prefix="switch"):
    """A switch of the consents' screen on the way in."""

    kind: ConsentKind
    given: bool


class ConsentTexts(CallbackData, prefix="texts"):
    """The full texts of the consents, or back to the switches."""

    shown: bool


class Enter(CallbackData, prefix="enter"):
    """Go on from the switches."""


class CallMe(CallbackData, prefix="named"):
    """Be called as Telegram does."""


class WorkAs(CallbackData, prefix="workas"):
    """The own occupation, on the way in."""

    occupation: Occupation


class WorkFor(CallbackData, prefix="workfor"):
    """The own company, on the way in; none for nobody's."""

    company_id: Number | None = None


class CompaniesPage(CallbackData, prefix="firms"):
    """More companies to choose from, on the way in."""

    page: Number


class Stage(StrEnum):
    """A screen of the first start, in their order."""

    NAME = "name"
    ZONE = "zone"
    LANGUAGES = "languages"
    POINTS = "points"
    OPERATOR = "operator"
    CONTACT = "contact"
    COMPANIES = "companies"
    PRODUCTS = "products"
    DONE = "done"


class SetUpAt(CallbackData, prefix="su"):
    """Go to a screen of the first start."""

    stage: Stage
    locale: str | None = None
    """Of the points' name."""


class RunIn(CallbackData, prefix="suzone"):
    """The programme's zone."""

    zone: str


class Offer(CallbackData, prefix="sulang"):
    """Offer a language of the programme, or no longer."""

    locale: str
    offered: bool


class MeetIn(CallbackData, prefix="sumain"):
    """The language in which strangers are met."""

    locale: str


class CallPoints(CallbackData, prefix="supts"):
    """A usual name of the points."""

    locale: str
    preset: Number


class Listed(StrEnum):
    """What a pasted list holds."""

    COMPANIES = "companies"
    PRODUCTS = "products"


class ProductFile(CallbackData, prefix="prodf"):
    """The products as a file, or an empty one to fill in."""

    template: bool


class SaveGood(CallbackData, prefix="good"):
    """Save the good rows of the list that was pasted last."""

    listed: Listed


class TakeAs(CallbackData, prefix="takeas"):
    """A list that looked like another kind is this one."""

    listed: Listed


class SendAgain(CallbackData, prefix="anew"):
    """Forget the list that was pasted last."""

    listed: Listed


class Inviting(StrEnum):
    """What a tap on an invite in the making does."""

    SHOW = "show"
    ROLE = "role"
    OCCUPATION = "occ"
    COMPANY = "firm"
    LANGUAGE = "lang"
    USES = "uses"
    DAYS = "days"
    MAKE = "make"
    POSTER = "post"
    """Make one for a poster: whoever comes waits to be let in."""


class Invite(CallbackData, prefix="inv"):
    """An invite in the making: every button carries the whole of it, so that old screens go on working."""

    do: Inviting = Inviting.SHOW
    role: Role = Role.PARTNER
    occupation: Occupation | None = None
    company_id: Number | None = None
    locale: str | None = None
    uses: Annotated[int, Field(ge=0, lt=1_000_000)] = 1
    days: Annotated[int, Field(ge=0, lt=10_000)] = 7
    page: Number = 0
