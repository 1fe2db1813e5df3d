"""Rows of a members' list are understood as people write them."""

from datetime import date

import pytest

from bot.views.enrolments import template_heading
from bot.views.occupations import occupation
from bot.words import speaking
from core.people.member_rows import COLUMNS, IN_ORDER, NEEDED, MemberFault, MemberInput, Reading, Unfit
from core.people.phones import PhoneUnusable, digits
from core.people.roles import Occupation
from core.sheets import delimited
from core.sheets.columns import Record, find_table
from core.sheets.sheet import Sheet

READING = Reading(country="RU", locales=("ru", "it"), today=date(2026, 11, 21))


def record(**given: str) -> Record:
    return Record(2, {"name": "Иван Петров", "phone": "8 912 000 00 01", **given}, "")


def read(**given: str) -> MemberInput:
    return READING.read(record(**given))


def test_a_whole_row() -> None:
    given = {"company": " Тёплый  дом ", "occupation": "Монтажник", "language": "Русский"}
    assert read(**given, points="1 500", until="31.12.2026") == MemberInput(
        row=2,
        name="Иван Петров",
        phone="79120000001",
        company="Тёплый дом",
        occupation=Occupation.INSTALLER,
        locale="ru",
        points=1_500,
        until=date(2026, 12, 31),
    )


def test_what_may_be_left_open() -> None:
    found = read()
    assert (found.company, found.occupation, found.locale, found.points, found.until) == ("", None, None, 0, None)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"name": ""}, MemberFault.NAME),
        ({"name": "x" * 65}, MemberFault.NAME),
        ({"phone": ""}, MemberFault.PHONE),
        ({"phone": "12"}, MemberFault.PHONE),
        ({"phone": "call me"}, MemberFault.PHONE),
        ({"company": "x" * 129}, MemberFault.COMPANY),
        ({"occupation": "astronaut"}, MemberFault.OCCUPATION),
        ({"language": "en"}, MemberFault.LANGUAGE),
        ({"points": "-1"}, MemberFault.POINTS),
        ({"points": "1.5"}, MemberFault.POINTS),
        ({"points": "1000001"}, MemberFault.POINTS),
        ({"points": "many"}, MemberFault.POINTS),
        ({"points": "5", "until": "soon"}, MemberFault.DAY),
        ({"points": "5", "until": "2026-11-20"}, MemberFault.PAST),
    ],
    ids=str,
)
def test_what_is_wrong(given: dict[str, str], fault: MemberFault) -> None:
    with pytest.raises(Unfit) as unfit:
        read(**given)
    assert unfit.value.fault is fault


@pytest.mark.parametrize("locale", ["en", "ru", "it"])
def test_the_headings_and_occupations_of_the_file_to_fill_in_are_understood(locale: str) -> None:
    with speaking(locale):
        heading, called = template_heading(), {occupation(each): each for each in Occupation}
    table = find_table(Sheet.of(delimited.rows(";".join(heading))), COLUMNS, needed=NEEDED)
    assert table is not None
    assert set(table.places) == set(IN_ORDER)
    assert {words: read(occupation=words).occupation for words in called} == called


@pytest.mark.parametrize(
    ("text", "country", "told"),
    [
        ("+7 (912) 000-00-01", None, "79120000001"),
        ("8 912 000 00 01", None, "79120000001"),
        ("8 912 000 00 01", "RU", "79120000001"),
        ("9120000001", "RU", "79120000001"),
        ("79120000001", "RU", "79120000001"),
        ("333 000 0001", "IT", "393330000001"),
        ("+39 333 000 0001", "RU", "393330000001"),
        ("0039 333 000 0001", "RU", "393330000001"),
        ("02 1234 5678", "IT", "390212345678"),
        ("0151 23456789", "DE", "4915123456789"),
    ],
)
def test_phones_as_people_write_them(text: str, country: str | None, told: str) -> None:
    assert digits(text, country=country) == told


NO_PHONES = ["", "12", "+", "+999 123", "abc", "1" * 30, "8 912 000 00 01 ext. 5", "+7 912 000 00 0"]


@pytest.mark.parametrize("text", NO_PHONES)
def test_what_is_no_phone(text: str) -> None:
    with pytest.raises(PhoneUnusable):
        digits(text, country="RU")
