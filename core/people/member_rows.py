"""Rows of a members' list: who is to be invited, in whatever way people write names, phones, occupations and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from core.catalog.folding import name_key
from core.people import phones
from core.people.pii import clean_name
from core.people.roles import Occupation
from core.programme.text import TextUnusable, line
from core.sheets.columns import Column, Record
from core.sheets.values import day, whole

K = TypeVar("K")

MOST_POINTS = 1_000_000
"""Points that somebody may begin with."""

LONGEST_COMPANY = 128

COLUMNS = (
    Column(
        "name",
        (
            *("Full name", "First and last name", "ФИО", "Имя", "Имя и фамилия", "Фамилия и имя", "Фамилия Имя"),
            *("Сотрудник", "Участник", "Nome", "Nome e cognome", "Cognome e nome", "Nominativo"),
        ),
    ),
    Column(
        "phone",
        (
            *("Phone number", "Mobile", "Mobile phone", "Tel", "Телефон", "Номер телефона", "Мобильный"),
            *("Мобильный телефон", "Тел", "Telefono", "Cellulare", "Numero di telefono", "Numero"),
        ),
    ),
    Column("company", ("Firm", "Shop", "Компания", "Фирма", "Организация", "Магазин", "Azienda", "Ditta", "Negozio")),
    Column("occupation", ("Job", "Profession", "Профессия", "Должность", "Professione", "Mansione")),
    Column("language", ("Язык", "Lingua")),
    Column(
        "points",
        (
            *("Opening points", "Opening balance", "Баллы", "Начальные баллы", "Остаток", "Начальный остаток"),
            *("Punti", "Punti iniziali", "Saldo", "Saldo iniziale"),
        ),
    ),
    Column(
        "until",
        (
            *("Points until", "Balance until", "Valid until", "Expiry", "Баллы до", "Остаток до", "Действуют до"),
            *("Punti fino al", "Saldo fino al", "Scadenza"),
        ),
    ),
)
NEEDED = ("name", "phone")
IN_ORDER = ("name", "phone", "company", "occupation", "language", "points", "until")
"""The columns of a list without a heading."""

_OCCUPATIONS = {
    Occupation.INSTALLER: ("installer", "fitter", "монтажник", "установщик", "installatore", "idraulico"),
    Occupation.SELLER: ("seller", "salesperson", "продавец", "продавец-консультант", "venditore", "commesso"),
    Occupation.DESIGNER: ("designer", "проектировщик", "дизайнер", "progettista"),
    Occupation.BUYER: (
        "buyer",
        "закупщик",
        "снабженец",
        "acquirente",
        "addetto agli acquisti",
        "responsabile acquisti",
    ),
    Occupation.SHOP_HEAD: (
        *("shop head", "head of a shop", "shop manager", "директор магазина", "руководитель магазина", "заведующий"),
        *("responsabile di negozio", "responsabile del negozio", "responsabile negozio", "capo negozio"),
    ),
}
_LANGUAGES = {
    "ru": ("ru", "русский", "russian", "russo"),
    "it": ("it", "итальянский", "italian", "italiano"),
    "en": ("en", "английский", "english", "inglese"),
}


class MemberFault(StrEnum):
    """What is wrong with a row."""

    NAME = "name"
    """No name, or a very long one."""
    PHONE = "phone"
    """No phone number that can be one."""
    REPEATED = "repeated"
    """The same phone as in an earlier row."""
    COMPANY = "company"
    """A company's name that is too long."""
    OCCUPATION = "occupation"
    """None that is known."""
    LANGUAGE = "language"
    """None that the programme offers."""
    POINTS = "points"
    """Not a whole number from 0 to MOST_POINTS."""
    DAY = "day"
    """Not a day."""
    BEYOND = "beyond"
    """More points than the programme may still give out."""
    PAST = "past"
    """Points that would have lapsed already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberInput:
    """Somebody to invite, as given."""

    row: int
    name: str
    phone: str
    """Digits with their country code."""
    company: str
    """"" for none."""
    occupation: Occupation | None
    locale: str | None
    points: int
    until: date | None
    """The last day of these points; they do not lapse where None."""


class Unfit(Exception):
    """A row cannot be taken."""

    def __init__(self, fault: MemberFault) -> None:
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a programme makes of rows."""

    country: str | None
    locales: tuple[str, ...]
    today: date

    def read(self, given: Record) -> MemberInput:
        """A row as somebody to invite. Raises Unfit."""
        points, until = self._opening(given)
        return MemberInput(
            row=given.number,
            name=_name(given["name"]),
            phone=self._phone(given["phone"]),
            company=_company(given["company"]),
            occupation=_occupation(given["occupation"]),
            locale=self._locale(given["language"]),
            points=points,
            until=until,
        )

    def _phone(self, text: str) -> str:
        try:
            return phones.digits(text, country=self.country)
        except phones.PhoneUnusable:
            raise Unfit(MemberFault.PHONE) from None

    def _locale(self, text: str) -> str | None:
        if not text:
            return None
        found = _by_name(text, _LANGUAGES)
        if found not in self.locales:
            raise Unfit(MemberFault.LANGUAGE)
        return found

    def _opening(self, given: Record) -> tuple[int, date | None]:
        points = whole(given["points"]) if given["points"] else 0
        if points is None or not 0 <= points <= MOST_POINTS:
            raise Unfit(MemberFault.POINTS)
        until = day(given["until"]) if given["until"] else None
        if given["until"] and until is None:
            raise Unfit(MemberFault.DAY)
        if points and until is not None and until < self.today:
            raise Unfit(MemberFault.PAST)
        return points, until


def _name(text: str) -> str:
    try:
        return clean_name(text)
    except TextUnusable:
        raise Unfit(MemberFault.NAME) from None


def _company(text: str) -> str:
    try:
        return line(text, most=LONGEST_COMPANY) if text else ""
    except TextUnusable:
        raise Unfit(MemberFault.COMPANY) from None


def _occupation(text: str) -> Occupation | None:
    found = _by_name(text, _OCCUPATIONS) if text else None
    if text and found is None:
        raise Unfit(MemberFault.OCCUPATION)
    return found


def _by_name(text: str, names: Mapping[K, tuple[str, ...]]) -> K | None:
    key = name_key(text)
    return next((each for each, called in names.items() if key in {name_key(name) for name in called}), None)
