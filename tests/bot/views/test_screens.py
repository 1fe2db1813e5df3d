"""Screens keep within Telegram's limits, whatever people typed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from bot.screen import Screen
from bot.taps import Invite, Inviting, Listed, Stage
from bot.views import (
    board,
    catalogue,
    consents,
    help,  # noqa: A004
    history,
    invites,
    joining,
    live_invites,
    members,
    privacy,
    removing,
    set_up,
    settings,
)
from bot.views import programme as screen_of_programme
from bot.views.plain import plain
from bot.words import LOCALES, speaking
from core.catalog.companies import Company
from core.catalog.pasted import read_products
from core.catalog.products import ProductChoice
from core.ids import ClaimId, CompanyId, InviteId, LotId, PersonId, Points, ProductId, TransactionId
from core.insight.periods import Period
from core.insight.standings import Place, Standing
from core.people.consents import Consent, ConsentKind
from core.people.members import Member
from core.people.pii import Pii
from core.people.revoking import LiveInvite
from core.people.roles import Occupation, Role, ShownAs
from core.points.explain import ExplainedClaim, ExplainedDecision, ExplainedLine, Explanation
from core.points.kinds import TransactionKind
from core.points.values import HistoryEntry, LotMove
from core.programme.changing import Change, value_of
from core.programme.missing import Missing
from core.programme.options import Module, Options
from core.programme.programmes import Programme
from core.programme.registry import SETTINGS, Group
from tests.bot.views.samples import ODD, person, programme

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LONGEST_TEXT, MOST_BUTTONS, LONGEST_DATA = 4096, 100, 64


def settings_of_programme(ours: Programme) -> Iterator[Screen]:
    """Every setting of the programme as it stands by default, and where all that can be is set."""
    full = replace(
        ours,
        options=Options(
            brand=(ODD * 20)[:64],
            late_percent_per_month=20,
            second_approver_above=10**9,
            points_cap=10**12,
            point_cost_minor=10**6,
            currency="RUB",
            country="RU",
            holidays=tuple(date(2027, month, day) for month in (1, 2, 3) for day in range(1, 21)),
            reasons_off=frozenset({"unreadable"}),
            modules=frozenset(Module),
            evidence_months=24,
        ),
    )
    yield screen_of_programme.overview(full, person(Role.OWNER))
    changes = []
    for each, group in product((ours, full), Group):
        yield screen_of_programme.group(group, each)
    for number, key in enumerate(SETTINGS):
        yield screen_of_programme.ask(SETTINGS[key], full, NOON, locale="ru")
        yield screen_of_programme.ask(SETTINGS[key], ours, NOON, locale="it")
        values = {"before": value_of(ours, key), "after": value_of(full, key)}
        changes.append(Change(id=number + 1, key=key, by=PersonId(1), at=NOON, **values))
        shown = screen_of_programme.group(SETTINGS[key].group, full)
        yield screen_of_programme.changed(changes[-1], full, shown)
        yield screen_of_programme.undone(changes[-1], full, shown)
    for start in range(0, len(changes), 8):
        names = {PersonId(1): ODD * 20}
        yield screen_of_programme.last_changes(changes[start : start + 8], full, names, person(Role.OWNER))
    yield screen_of_programme.last_changes([], ours, {}, person(Role.OWNER))


def entry(number: int = 1, kind: TransactionKind = TransactionKind.ACCRUAL) -> HistoryEntry:
    return HistoryEntry(
        transaction_id=TransactionId(2**40 + number),
        kind=kind,
        points=Points(-(10**9) if number % 2 else 10**9),
        debt=Points(-5),
        reason={"document_no": ODD * 12},
        claim_id=ClaimId(1),
        posted_at=NOON,
        lots=(LotMove(lot_id=LotId(1), points=Points(5), expires_on=date(2027, 12, 31), spendable_at=NOON),),
    )


def explanation() -> Explanation:
    line = ExplainedLine(
        product=ODD * 40,
        names={"it": ODD * 40},
        sku=ODD * 12,
        quantity=100_000,
        points_per_unit=1_000_000,
        rate_since=date(2026, 1, 1),
        points=Points(10**9),
        moved=Points(10**9),
    )
    return Explanation(
        entry=entry(),
        claim=ExplainedClaim(
            claim_id=ClaimId(1),
            person_id=PersonId(1),
            document_no="4411",
            sold_on=date(2026, 11, 20),
            lines=(line,) * 9,
        ),
        decision=ExplainedDecision(number=1, verdict="approve", reason=None, note=ODD * 1000, at=NOON),
        reverses_id=None,
        author_id=None,
        paid_off=Points(10**9),
    )


def screens() -> Iterator[Screen]:
    """Every screen of people, programme and points, as full as it gets."""
    ours, me = programme(), person(shown_as=ShownAs.HIDDEN)
    known = Pii(name=(ODD * 20)[:64], nickname=(ODD * 20)[:64])
    given = {kind: Consent(kind=kind, given=True, text_version="2026-11", at=NOON) for kind in ConsentKind}
    firms = [Company(id=CompanyId(2**50 + number), name=(ODD * 30)[:128]) for number in range(30)]
    product = ProductChoice(id=ProductId(1), sku=(ODD * 12)[:64], name=(ODD * 40)[:200], points_per_unit=None)
    rows = [Standing(person_id=PersonId(number), points=Points(10**9), rank=number) for number in range(1, 8)]
    place = Place(rank=5, points=Points(5), total=10**6, above=tuple(rows[:2]), below=tuple(rows[3:5]))
    names = {PersonId(number): ODD * 12 for number in range(1, 8)}
    made = Invite(
        role=Role.PARTNER, occupation=Occupation.SHOP_HEAD, company_id=2**50, locale="ru", uses=1000, days=365
    )
    for period in Period:
        yield board.board(rows[:3], place, names, person=me, programme=ours, period=period, since=date(2026, 10, 1))
    yield history.page([entry(number) for number in range(8)], before=2**50, older=True, person=me)
    yield history.why(explanation(), before=2**50, person=me, programme=ours)
    yield settings.menu(me, known, given, NOON)
    yield settings.ask_language(me, ours)
    yield settings.ask_zone(me, ours, NOON)
    yield settings.ask_shown_as(me, known)
    yield settings.ask_name(known)
    yield settings.ask_consents(me, ours, given)
    yield privacy.privacy(ours, is_member=True)
    yield from (joining.ask_consents(ours, set(ConsentKind), role) for role in Role)
    yield joining.consent_texts(ours)
    yield joining.ask_name(known.name)
    yield joining.ask_occupation()
    yield joining.ask_company(firms, page=1)
    yield joining.ask_company([], looked_for=ODD * 1000)
    yield catalogue.companies(firms)
    yield catalogue.products(10**6, [product] * 8)
    yield catalogue.faulty(Listed.PRODUCTS, read_products("\n".join([*[ODD * 20] * 500, "A;B;1"])))
    yield set_up.what_is_left(list(Missing))
    for stage in (Stage.NAME, Stage.ZONE, Stage.LANGUAGES, Stage.OPERATOR, Stage.CONTACT):
        yield set_up.ask(stage, ours, NOON)
    for locale in LOCALES:
        yield set_up.ask(Stage.POINTS, ours, NOON, locale=locale)
        yield screen_of_programme.ask(SETTINGS["points_names"], ours, NOON, locale=locale)
    yield from settings_of_programme(ours)
    yield from keeping()
    yield invites.invite(made, (ODD * 30)[:128])
    yield invites.ask_company(made, firms)
    for do in (Inviting.ROLE, Inviting.OCCUPATION, Inviting.LANGUAGE, Inviting.USES, Inviting.DAYS):
        yield invites.ask(made.model_copy(update={"do": do}), inviter=me, locales=LOCALES)
    yield invites.ready(made)
    for role in Role:
        yield help.help_screen(person(role), ours)
        yield Screen(joining.welcome(person(role), ours, ODD * 12))


def keeping() -> Iterator[Screen]:
    """Screens of whoever keeps the programme."""
    keeper, name = person(Role.OWNER), (ODD * 40)[:200]
    live = LiveInvite(
        id=InviteId(2**50),
        role=Role.PARTNER,
        occupation=Occupation.SHOP_HEAD,
        company=(ODD * 30)[:128],
        uses_left=1000,
        expires_at=NOON,
        created_at=NOON,
    )
    yield live_invites.ask_which([live] * 30, keeper, page=2)
    yield live_invites.revoked(live_invites.ask_which([], keeper))
    yield live_invites.confirm(live, keeper, page=2**50)
    for listed in Listed:
        yield removing.ask_which(listed, [(2**50, name)] * 8, page=2**50, more=True)
        yield removing.ask_which(listed, [], text=ODD * 1000)
        yield removing.confirm(listed, (2**50, name), page=2**50)
        yield removing.removed(listed, (2**50, name))
        yield removing.restored(listed, name)
    for member in (
        Member(id=PersonId(2**50), role=Role.PARTNER, name=name[:64]),
        Member(id=keeper.id, role=Role.OWNER, name=None),
    ):
        yield members.ask_role(member, keeper)
        yield members.ask_owner(member)


@pytest.mark.parametrize("language", LOCALES)
def test_screens_keep_within_telegrams_limits(language: str) -> None:
    with speaking(language):
        for screen in screens():
            assert 0 < len(plain(screen.text)) <= LONGEST_TEXT
            assert "{" not in screen.text
            buttons = [one for row in screen.keyboard.inline_keyboard for one in row] if screen.keyboard else []
            assert len(buttons) <= MOST_BUTTONS
            for button in buttons:
                assert button.callback_data is not None
                assert len(button.callback_data.encode()) <= LONGEST_DATA
                assert 0 < len(button.text) <= LONGEST_DATA


@pytest.mark.parametrize("kind", TransactionKind)
def test_every_kind_of_entry_has_words(kind: TransactionKind) -> None:
    with speaking("ru"):
        shown = history.page([entry(1, kind)], before=0, older=False, person=person())
    assert "1 000 000 000" in plain(shown.text).replace("\xa0", " ")


def test_every_switch_has_its_text() -> None:
    ours = programme()
    for language in LOCALES:
        with speaking(language):
            assert all(consents.in_full(kind, ours) in consents.all_in_full(ours) for kind in ConsentKind)
