"""Single answers: quantities, document numbers, dates."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.claims.answers import read_document_no, read_quantity
from core.claims.days import promise, read_date, sale_days
from core.claims.refusals import BadDate, BadDocumentNo, BadQuantity, FutureDate, NumberFault, OutsideWindow
from core.programme.options import Options

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [
        ("2", 2),
        (" 2 ", 2),
        ("2 шт", 2),
        ("2шт.", 2),
        ("две", 2),
        ("Две штуки", 2),
        ("три", 3),
        ("due", 2),
        ("three", 3),
        ("x2", 2),
        ("х3", 3),
        ("2x", 2),
        ("5 pz", 5),
        ("10 pcs.", 10),
        ("кол-во: 4", 4),
        ("quantità 4", 4),
        ("10000", 10_000),
        ("007", 7),
    ],
)
def test_quantities(typed: str, quantity: int) -> None:
    assert read_quantity(typed) == quantity


@pytest.mark.parametrize(
    "typed",
    ["", "0", "-1", "−1", "1e9", "1000000000", "10001", "2,5", "1.5", "много", "2 3", "🔥", "два миллиона", "x" * 4096],
)
def test_what_is_no_quantity(typed: str) -> None:
    with pytest.raises(BadQuantity) as refused:
        read_quantity(typed)
    assert (refused.value.least, refused.value.most) == (1, 10_000)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("4411", "4411"),
        ("№ 4411", "4411"),
        ("№ № 4411", "4411"),
        ("No. no. 4411", "4411"),
        ("накладная 4411", "4411"),
        ("Накладная № А-17/3", "А-17/3"),
        ("fattura n. 123/26", "123/26"),
        ("invoice INV-2026/7", "INV-2026/7"),
        ("\u200f4411\u202e", "4411"),
        ("б/н", "б/н"),
        ("N1", "1"),
        ("No-17", "No-17"),
        ("4" * 64, "4" * 64),
    ],
)
def test_document_numbers(typed: str, number: str) -> None:
    assert read_document_no(typed) == number


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("4" * 65, NumberFault.TOO_LONG),
        ("4" * 200, NumberFault.TOO_LONG),
        ("4" * 4096, NumberFault.TOO_LONG),
        ("🔥🔥🔥", NumberFault.NO_DIGIT_OR_LETTER),
        ("", NumberFault.NO_DIGIT_OR_LETTER),
        ("---", NumberFault.NO_DIGIT_OR_LETTER),
        ("№", NumberFault.NO_DIGIT_OR_LETTER),
        ("4411🔥", NumberFault.CHARACTERS),
        ("<b>4411</b>", NumberFault.CHARACTERS),
    ],
)
def test_what_is_no_document_number(typed: str, fault: NumberFault) -> None:
    with pytest.raises(BadDocumentNo) as refused:
        read_document_no(typed)
    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("сегодня", TODAY),
        ("Вчера", date(2026, 11, 21)),
        ("ieri", date(2026, 11, 21)),
        ("l’altro ieri", date(2026, 11, 20)),
        ("yesterday", date(2026, 11, 21)),
        ("21.11", date(2026, 11, 21)),
        ("21/11/2026", date(2026, 11, 21)),
        ("21-11-26", date(2026, 11, 21)),
        ("2026-11-21", date(2026, 11, 21)),
        ("21 ноября", date(2026, 11, 21)),
        ("21 novembre 2026", date(2026, 11, 21)),
        ("November 21", date(2026, 11, 21)),
        ("от 21.11 г.", date(2026, 11, 21)),
        ("1.1", date(2026, 1, 1)),
    ],
)
def test_dates(typed: str, day: date) -> None:
    assert read_date(typed, TODAY) == day


@pytest.mark.parametrize(("typed", "days"), [("завтра", 1), ("Tomorrow", 1), ("dopodomani", 2)])
def test_a_day_to_come_is_read_as_one(typed: str, days: int) -> None:
    """So that whoever types it hears why it cannot be."""
    assert read_date(typed, TODAY) == TODAY + timedelta(days=days)


def test_a_day_without_year_lies_near() -> None:
    """In January a day of December is last year's."""
    assert read_date("28.12", date(2027, 1, 3)) == date(2026, 12, 28)


@pytest.mark.parametrize("typed", ["31.02", "32.11", "0.0", "21.13", "на днях", "21", "4411", "21.11 22.11", "", "🔥"])
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(BadDate):
        read_date(typed, TODAY)


def test_the_window_is_counted_to_the_first_message() -> None:
    """Whatever the day on which the sale is finally sent."""
    started = datetime(2026, 11, 22, 9, tzinfo=UTC)
    days = sale_days(
        started_at=started, now=started + timedelta(days=9), zone="Europe/Moscow", own_zone="Europe/Moscow"
    )
    assert days.check(date(2026, 10, 23)) == date(2026, 10, 23)
    with pytest.raises(OutsideWindow) as refused:
        days.check(date(2026, 10, 22))
    assert (refused.value.earliest, refused.value.window_days) == (date(2026, 10, 23), 30)


def test_a_sale_of_tomorrow_is_refused_with_today() -> None:
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    days = sale_days(started_at=now, now=now, zone="Europe/Moscow", own_zone="Europe/Rome")
    with pytest.raises(FutureDate) as refused:
        days.check(date(2026, 11, 23))
    assert refused.value.today == TODAY


def test_today_further_east_is_no_future() -> None:
    """It is Monday in Vladivostok while the programme's Sunday ends in Moscow."""
    now = datetime(2026, 11, 22, 18, tzinfo=UTC)
    days = sale_days(started_at=now, now=now, zone="Europe/Moscow", own_zone="Asia/Vladivostok")
    assert days.today == date(2026, 11, 23)
    assert days.check(days.today) == days.today


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        ("2026-11-23T12:00+03:00", "2026-11-25T18:00+03:00"),
        ("2026-11-23T23:30+03:00", "2026-11-25T18:00+03:00"),
        ("2026-11-26T12:00+03:00", "2026-11-30T18:00+03:00"),
        ("2026-11-27T12:00+03:00", "2026-12-01T18:00+03:00"),
        ("2026-11-28T12:00+03:00", "2026-12-01T18:00+03:00"),
        ("2026-11-29T23:59+03:00", "2026-12-01T18:00+03:00"),
    ],
)
def test_a_decision_is_promised_within_two_working_days(submitted: str, due: str) -> None:
    assert promise(datetime.fromisoformat(submitted), "Europe/Moscow", Options()) == datetime.fromisoformat(due)


@given(st.text(max_size=200))
def test_any_answer_is_read_or_refused(typed: str) -> None:
    """Nothing a person types is an accident."""
    for read, refusal in (
        (read_quantity, BadQuantity),
        (read_document_no, BadDocumentNo),
        (lambda text: read_date(text, TODAY), BadDate),
    ):
        try:
            read(typed)
        except refusal:
            continue
