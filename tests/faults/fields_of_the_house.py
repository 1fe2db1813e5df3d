"""Words about the programme: its settings, prizes, places and products."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncSession

from bot.taps import Listed, ProductFile, SetUpAt, Stage
from bot.taps_keeping import Remove
from bot.taps_people import Doing, Placing, Where, Who
from bot.taps_prizes import Shop, Stock, StockIn, Stocking
from bot.taps_products import FindProduct, Keeping, KeepProduct
from bot.taps_programme import Ask, Look, NameAct, StateNames
from core.claims.claim import ClaimState
from core.programme import registry
from core.programme.registry import Line, Whole
from tests.faults.field import Do, Field, place_name
from tests.matrix.rows import Actor, Thing
from tests.matrix.world import World

MONDAY = date(2026, 11, 16).toordinal()
LATER = "it is kept, and shown as the setting of that name is"
TYPED_SETTINGS = tuple(
    key
    for key, setting in registry.SETTINGS.items()
    if isinstance(setting.shape, Line | Whole | registry.Contact | registry.Dates | registry.Named)
    or key in {"points_names", "timezone"}
)


async def _not_set_up(session: AsyncSession) -> None:
    await session.execute(sql("UPDATE programmes SET set_up_at = NULL"))


def _founding(stage: Stage, *, unseen: str = "", parts: bool = False) -> Field:
    def first(_: World) -> Sequence[Do]:
        return [_not_set_up, SetUpAt(stage=stage, locale="en" if stage is Stage.POINTS else None)]

    looks: dict[Stage, Do] = {Stage.POINTS: SetUpAt(stage=Stage.OPERATOR)}
    return Field(
        state=f"SetUp:{stage.value}",
        by=Actor.OWNER,
        first=first,
        then=lambda _: [each for each in (looks.get(stage), "/start") if each is not None],
        unseen=unseen,
        parts=parts,
    )


def _setting(key: str) -> Field:
    setting = registry.SETTINGS[key]
    shown = isinstance(setting.shape, Line | registry.Contact)
    looks = ["/help", "/privacy", "/balance", "/start", "/prizes", "/week"]
    return Field(
        state=f"Changing:answer/{key}",
        by=Actor.OWNER,
        first=lambda _: [Ask(key=key, locale="en" if key == "points_names" else None)],
        then=lambda _: (
            [
                Look(group=setting.group),
                "/privacy",
                *((Actor.PARTNER, each) for each in looks[:-1]),
                "/week",
            ]
            if shown or key == "points_names"
            else []
        ),
        typed=(lambda words: f"{words}, {words}") if key == "points_names" else str,
        unseen="" if shown or key == "points_names" else "it is read as a number, a day, a zone or a country",
    )


def _prize(do: Stocking, state: str) -> Field:
    looks: list[Do | tuple[Actor, Do]] = [
        (Actor.PARTNER, "/prizes"),
        (Actor.PARTNER, Shop()),
        Stock(do=Stocking.LIST),
    ]
    words = do in {Stocking.NAME, Stocking.TEXT}

    def first(world: World) -> Sequence[Do]:
        prize = world.near[Thing.PRIZE]
        return [StockIn(do=do, id=prize, locale="en") if words else Stock(do=do, id=prize)]

    def then(world: World) -> Sequence[Do | tuple[Actor, Do]]:
        shown = Shop(do="ask", id=world.near[Thing.PRIZE])
        return [*looks, Stock(do=Stocking.SHOW, id=world.near[Thing.PRIZE]), (Actor.PARTNER, shown)] if words else []

    return Field(
        state=f"Prizing:{state}",
        by=Actor.OWNER,
        first=first,
        then=then,
        unseen="" if words else "it is read as a number or a day",
    )


OF_THE_HOUSE: tuple[Field, ...] = (
    *(_setting(key) for key in TYPED_SETTINGS),
    _founding(Stage.NAME, unseen=LATER),
    _founding(Stage.ZONE, unseen="it is looked up among cities and zones"),
    _founding(Stage.POINTS, unseen=LATER),
    _founding(Stage.OPERATOR, unseen=LATER),
    _founding(Stage.CONTACT, unseen=LATER),
    _founding(Stage.COMPANIES, parts=True),
    _founding(Stage.PRODUCTS, parts=True),
    Field(
        state="Naming:words",
        by=Actor.OWNER,
        first=lambda _: [StateNames(act=NameAct.WORDS, state=ClaimState.APPROVED, locale="en")],
        then=lambda _: [StateNames(act=NameAct.LIST), (Actor.PARTNER, "/claims")],
    ),
    Field(
        state="Composing:message",
        by=Actor.OWNER,
        first=lambda _: ["/announce"],
        unseen="Telegram copies the message itself",
    ),
    Field(
        state="Prizing:name/new",
        by=Actor.OWNER,
        first=lambda _: [Stock(do=Stocking.ADD), Stock(do=Stocking.NO_PICTURE)],
        then=lambda _: ["100", Stock(do=Stocking.LIST)],
    ),
    _prize(Stocking.NAME, "name"),
    _prize(Stocking.TEXT, "text"),
    _prize(Stocking.POINTS, "points"),
    _prize(Stocking.STOCK, "stock"),
    _prize(Stocking.LIMIT, "limit"),
    _prize(Stocking.ENDS, "ends"),
    Field(
        state="Prizing:picture",
        by=Actor.OWNER,
        first=lambda _: [Stock(do=Stocking.ADD)],
        unseen="a picture is awaited, or a tap",
    ),
    Field(
        state="Adding:region",
        by=Actor.OWNER,
        first=lambda _: [Where(do=Placing.REGIONS)],
        then=lambda world: [
            Where(do=Placing.REGIONS),
            Where(do=Placing.COMPANY_REGION, id=world.near[Thing.COMPANY]),
            Who(do=Doing.REGIONS, id=world.near[Thing.PERSON]),
        ],
    ),
    Field(
        state="Adding:outlet",
        by=Actor.OWNER,
        first=lambda world: [Where(do=Placing.COMPANY, id=world.near[Thing.COMPANY])],
        then=lambda world: [
            Where(do=Placing.COMPANY, id=world.near[Thing.COMPANY]),
            Who(do=Doing.OUTLET, id=world.near[Thing.PERSON]),
        ],
    ),
    place_name("Adding:zone", lambda world: [Where(do=Placing.COMPANY_ZONE, id=world.near[Thing.COMPANY])]),
    Field(
        state="Product:product",
        by=Actor.OWNER,
        first=lambda _: [FindProduct()],
    ),
    Field(
        state="Product:points",
        by=Actor.OWNER,
        first=lambda world: [KeepProduct(do=Keeping.POINTS, id=world.near[Thing.PRODUCT])],
        unseen="it is read as a number and a day",
    ),
    Field(
        state="Product:alias",
        by=Actor.OWNER,
        first=lambda world: [KeepProduct(do=Keeping.ALIAS, id=world.near[Thing.PRODUCT])],
        then=lambda world: [KeepProduct(id=world.near[Thing.PRODUCT])],
        parts=True,
    ),
    Field(state="Taking:companies", by=Actor.OWNER, first=lambda _: [Remove(listed=Listed.COMPANIES)]),
    Field(state="Taking:products", by=Actor.OWNER, first=lambda _: [Remove(listed=Listed.PRODUCTS)]),
    Field(
        state="Paste:companies",
        by=Actor.OWNER,
        first=lambda _: ["/companies"],
        then=lambda _: ["/companies"],
        parts=True,
    ),
    Field(
        state="Paste:products",
        by=Actor.OWNER,
        first=lambda _: ["/products"],
        then=lambda _: [FindProduct(), ProductFile(template=False)],
        parts=True,
        typed=lambda words: f"NEW-1; {words}; 100",
    ),
)
