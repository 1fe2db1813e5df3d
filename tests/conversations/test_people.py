"""Managers find partners, see how they do, and change where they work; removing is undone."""

from datetime import timedelta

from sqlalchemy import select

from core.catalog.companies import list_companies
from core.claims.tables import ClaimRow
from core.clock import local_date
from core.ids import CompanyId
from core.insight.periods import Period, starts_on
from core.insight.week import Asked, Figures, figures
from core.people.moving import place_of
from core.people.roles import Role, Status
from core.people.scopes import Scope
from core.programme import programmes
from tests.conversations.selling import button, said, sell
from tests.stage import Human, Stage


async def test_a_partner_is_found_by_name_and_shown(stage: Stage, owner: Human) -> None:
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    ivan = await stage.member("Ivan", owner=owner)
    await stage.member("Petr", owner=owner, company=1)
    await sell(ivan)
    await maria.says("/partners")
    assert maria.buttons[:2] == ["Petr, Clima Casa", "Ivan, Teplo Dom"]
    await maria.says("iv")
    assert maria.buttons == ["Ivan, Teplo Dom", maria.t("← Back")]
    await maria.taps("Ivan")
    assert maria.t("Works at: {place}", place="Teplo Dom") in maria.heard
    assert maria.t("Looked after by: {name}", name="Olga") in maria.heard
    assert maria.t("Last sale: {day}", day="").strip() in maria.heard
    await maria.says("Zinaida")
    assert "Zinaida" in maria.heard
    await maria.taps(maria.t("← Back"))
    assert "Ivan, Teplo Dom" in maria.buttons


async def test_a_change_of_jobs_keeps_points_and_history(stage: Stage, owner: Human) -> None:
    """The partner hears where sales count from now on; what the old shop has sold and earned stays its own."""
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan, "4411")
    await owner.taps(owner.t("Approve"))
    await ivan.says("/history")
    history, points = ivan.heard, await ivan.balance()
    assert points == 240
    await stage.move(timedelta(days=7))
    old, new = await week_at(stage, owner, 0), await week_at(stage, owner, 1)
    assert (old.approved, old.points, old.joined) == (1, 240, 1)
    assert (new.approved, new.points, new.joined) == (0, 0, 0)
    await owner.says("/partners")
    await owner.taps("Ivan")
    await owner.taps(owner.t("Company"))
    await owner.taps("Clima Casa")
    assert owner.t("Works at: {place}", place="Clima Casa") in owner.heard
    assert ivan.t("You work at {company} now.", company="Clima Casa") in ivan.heard
    await owner.taps(owner.t("Occupation"))
    await owner.taps(owner.t("Seller"))
    assert owner.t("Seller") in owner.heard
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    await owner.taps(owner.t("Manager"))
    await owner.taps("Maria")
    assert "Maria" in ivan.heard
    await maria.says("/partners")
    await maria.taps(maria.t("Mine"))
    assert maria.buttons[0] == "Ivan, Clima Casa"
    await ivan.says("/history")
    assert ivan.heard == history
    assert await ivan.balance() == points
    assert await week_at(stage, owner, 0) == old
    assert await week_at(stage, owner, 1) == new
    await sell(ivan, "4412")
    await maria.taps(maria.t("Approve"))
    await stage.move(timedelta(days=7))
    assert (await week_at(stage, owner, 0)).points == 0
    assert (await week_at(stage, owner, 1)).points == await ivan.balance() - points > 0


async def week_at(stage: Stage, owner: Human, company: int) -> Figures:
    """The last whole week of one company, as somebody sees it who is limited to it."""
    person = await owner.member()
    now = stage.now()
    async with stage.service.db.read() as session:
        programme = await programmes.load(session, person.programme_id)
        firm = CompanyId((await list_companies(session, programme.id))[company].id)
        monday = starts_on(Period.WEEK, local_date(now, programme.timezone)) - timedelta(days=7)
        return await figures(session, Asked(programme=programme, scope=Scope(companies=frozenset({firm}))), monday)


async def test_a_partner_says_where_the_new_job_is(stage: Stage, owner: Human) -> None:
    """Found by typing; nothing changes before somebody confirms it, and a second tap on it finds it done."""
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    ivan = await stage.member("Ivan", owner=maria)
    await sell(ivan, "4411")
    await ivan.says("/settings")
    assert ivan.t("Works at: {place}", place="Teplo Dom") in ivan.heard
    await ivan.taps(ivan.t("I work elsewhere now"))
    await ivan.says("Zinaida")
    assert "Zinaida" in ivan.heard
    await ivan.says("clim")
    assert ivan.buttons[0] == "Clima Casa"
    await ivan.taps("Clima Casa")
    assert said(ivan, "Sent: you work at {company} now. {name} confirms it.", company="Clima Casa", name="Maria") in (
        ivan.heard
    )
    await ivan.says("/settings")
    assert ivan.t("Works at: {place}", place="Teplo Dom") in ivan.heard
    assert said(maria, "<b>{name} says to work at {place} now.</b>", name="Ivan", place="Clima Casa") in maria.heard
    message, confirm = button(maria, maria.t("Confirm"))
    await maria.taps(maria.t("Confirm"))
    assert ivan.t("You work at {company} now.", company="Clima Casa") in ivan.heard
    assert await maria.taps_on(message, confirm) == maria.t(
        "This partner works elsewhere by now. Where, the card says."
    )
    async with stage.service.db.read() as session:
        sold_at = (await session.scalars(select(ClaimRow.company_id))).all()
        firms = await list_companies(session, (await owner.member()).programme_id)
    assert sold_at == [firms[0].id]


async def test_a_move_that_nobody_confirms_changes_nothing(stage: Stage, owner: Human) -> None:
    """The outlet is asked where there are some; the partner hears that it stays as it was, and may not confirm."""
    ivan = await stage.member("Ivan", owner=owner)
    await add_outlet(owner, "Clima Casa", "Via Roma 1")
    await ivan.says("/settings")
    await ivan.taps(ivan.t("I work elsewhere now"))
    await ivan.taps("Clima Casa")
    await ivan.taps("Via Roma 1")
    place = "Clima Casa, Via Roma 1"
    assert said(owner, "<b>{name} says to work at {place} now.</b>", name="Ivan", place=place) in owner.heard
    _, confirm = button(owner, owner.t("Confirm"))
    await ivan.forges(ivan.last_message, confirm.callback_data or "")
    assert (await employer_of(stage, ivan)) == "Teplo Dom"
    await owner.taps(owner.t("No, as before"))
    assert ivan.heard.startswith(
        ivan.t(
            "Your move to {company} was not confirmed: everything stays as it was. Questions: {contact}",
            company="Clima Casa",
            contact="",
        ).strip()
    )
    assert (await employer_of(stage, ivan)) == "Teplo Dom"


async def add_outlet(owner: Human, company: str, name: str) -> None:
    await owner.says("/partners")
    await owner.taps(owner.t("Regions and outlets"))
    await owner.taps(company)
    await owner.says(name)


async def employer_of(stage: Stage, human: Human) -> str:
    async with stage.service.db.read() as session:
        return (await place_of(session, (await human.member()).id)).company


async def test_a_partner_in_the_bin_can_do_nothing_until_restored(stage: Stage, owner: Human) -> None:
    """An open sale is decided as before."""
    ivan = await stage.member("Ivan", owner=owner)
    await sell(ivan)
    await owner.says("/partners")
    await owner.taps("Ivan")
    await owner.taps(owner.t("Into the bin"))
    await owner.taps(owner.t("Put into the bin"))
    assert owner.heard.startswith(owner.t("In the bin."))
    assert (await ivan.member()).status is Status.REMOVED
    assert ivan.t("Your access to {programme} is closed.", programme="Warm Club") in ivan.heard
    heard = len(ivan.all_heard)
    await ivan.says("/balance")
    assert len(ivan.all_heard) == heard + 1
    await ivan.says("/balance")
    assert len(ivan.all_heard) == heard + 1
    await owner.says("/review")
    await owner.taps(owner.t("Approve"))
    assert await ivan.balance() > 0
    await owner.says("/partners")
    await owner.taps(owner.t("Bin"))
    await owner.taps("Ivan")
    await owner.taps(owner.t("Restore"))
    assert (await ivan.member()).status is Status.ACTIVE
    assert ivan.t("Welcome back to {programme}: everything is as it was.", programme="Warm Club") in ivan.heard
    await stage.prove()


async def test_a_limited_manager_sees_only_the_own_region(stage: Stage, owner: Human) -> None:
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    await stage.member("Ivan", owner=owner)
    petr = await stage.member("Petr", owner=owner, company=1)
    await owner.says("/partners")
    await owner.taps(owner.t("Regions and outlets"))
    await owner.taps(owner.t("Regions"))
    await owner.says("North")
    assert owner.t("Added: {name}.", name="North") in owner.heard
    await owner.taps(owner.t("← Back"))
    await owner.taps("Clima Casa")
    await owner.taps(owner.t("Region"))
    await owner.taps("North")
    assert owner.t("Region: {region}", region="North") in owner.heard
    await owner.says("/staff")
    await owner.taps("Maria")
    await owner.taps(owner.t("Limits"))
    await owner.taps(owner.t("Regions"))
    await owner.taps("North")
    assert "✅ North" in owner.buttons
    await maria.says("/partners")
    assert maria.buttons[0] == "Petr, Clima Casa"
    assert not any("Ivan" in each for each in maria.buttons)
    await maria.says("Ivan")
    assert maria.buttons == [maria.t("← Back")]
    ivan_id = (await petr.member()).id - 1
    told = maria.t("Somebody else looks after this region or company. An owner can change that under /staff.")
    assert await maria.forges(maria.last_message, f"who:show:{ivan_id}:0:0:0:0") == told
    assert await maria.forges(maria.last_message, f"who:rmdo:{ivan_id}:0:0:0:0") == told


async def test_an_outlet_has_its_own_clock(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    await owner.says("/partners")
    await owner.taps(owner.t("Regions and outlets"))
    await owner.taps("Teplo Dom")
    await owner.says("Lenin street 5")
    await owner.taps("Lenin street 5")
    await owner.taps(owner.t("Clock"))
    await owner.says("Omsk")
    await owner.says("/partners")
    await owner.taps("Ivan")
    await owner.taps(owner.t("Company"))
    await owner.taps("Teplo Dom")
    await owner.taps("Lenin street 5")
    assert owner.t("Works at: {place}", place="Teplo Dom, Lenin street 5") in owner.heard
    assert (await ivan.member()).timezone == "Asia/Omsk"
    await owner.says("/partners")
    await owner.taps(owner.t("Regions and outlets"))
    await owner.taps("Teplo Dom")
    await owner.taps("Lenin street 5")
    await owner.taps(owner.t("Remove"))
    await owner.taps(owner.t("Put it back"))
    assert "Lenin street 5" in owner.heard


async def test_every_90_days_a_partner_is_asked_where_they_work(stage: Stage, owner: Human) -> None:
    """One question, two buttons; whoever looks after them hears of a change."""
    ivan = await stage.member("Ivan", owner=owner)
    asked = ivan.t("Do you still work at <b>{company}</b>?", company="Teplo Dom").replace("<b>", "").replace("</b>", "")
    await stage.move(timedelta(days=91))
    await ivan.until(asked)
    await ivan.taps(ivan.t("Yes"))
    assert ivan.t("Thank you. You work at {company}.", company="Teplo Dom") in ivan.all_heard
    await stage.move(timedelta(days=92))
    await ivan.taps(ivan.t("No, elsewhere"))
    await ivan.taps("Clima Casa")
    await owner.taps(owner.t("Confirm"))
    assert ivan.t("You work at {company} now.", company="Clima Casa") in ivan.heard
    assert owner.heard == owner.t("{name} works at {company} now.", name="Ivan", company="Clima Casa")
    await stage.move(timedelta(days=92))
    await ivan.taps(ivan.t("No, elsewhere"))
    await ivan.taps(ivan.t("Not listed, or on my own"))
    assert owner.t("{name} works for no company of the list now.", name="Ivan") in owner.all_heard


async def test_a_role_taken_away_between_tap_and_commit_counts(stage: Stage, owner: Human) -> None:
    """Whoever is no manager any more changes nobody, whatever the screen still shows."""
    maria = await stage.member("Maria", owner=owner, role=Role.MANAGER, company=None)
    ivan = await stage.member("Ivan", owner=owner)
    await maria.says("/partners")
    await maria.taps("Ivan")
    await maria.taps(maria.t("Into the bin"))
    await owner.says("/staff")
    await owner.taps("Maria")
    await owner.taps(owner.t("Role"))
    await owner.taps(owner.t("Viewer"))
    screen = next(one for one in reversed(maria.messages) if one.by_bot and one.buttons)
    sure = screen.buttons[0][0]
    assert await maria.taps_on(screen, sure) == maria.t(
        "Only managers and owners look after partners. What you can do is under /help."
    )
    assert (await ivan.member()).status is Status.ACTIVE
