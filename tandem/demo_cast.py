"""The demo's programme as values: a manufacturer of heating equipment, its products and its people, by language."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.people.roles import Occupation
from sandbox.samples import Layout, SampleInvoice, SampleLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product of the demo."""

    sku: str
    name: str
    points: int
    price: int
    """In minor units, for the sample invoices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody who registers sales."""

    name: str
    occupation: Occupation
    company: int
    """Which of the demo's companies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """A programme in one language."""

    language: str
    timezone: str
    programme: str
    operator: str
    contact: str
    companies: tuple[str, str]
    products: tuple[Product, ...]
    owner: str
    moderator: str
    partners: tuple[Partner, ...]
    """The first two have phones; the others are there for the board."""
    tax_ids: tuple[str, str]
    addresses: tuple[str, str]
    currency: str
    layout: Layout
    hint: str
    """Where to begin, said on the page."""

    @property
    def title(self) -> str:
        """Of the page: it says that this is a demo."""
        return f"{self.programme} · {'демо' if self.language == 'ru' else 'demo'}"

    def samples(self, today: date) -> tuple[SampleInvoice, ...]:
        """Invoices that a partner could photograph today."""
        sold = ((0, 2, 0, 0), (1, 1, 1, 1), (2, 10, 0, 2), (4, 3, 1, 4), (3, 1, 0, 6), (5, 4, 1, 9))
        return tuple(
            self._invoice(4411 + 7 * turn, self.products[product], quantity, company, today - timedelta(days=ago))
            for turn, (product, quantity, company, ago) in enumerate(sold)
        )

    def _invoice(self, number: int, product: Product, quantity: int, company: int, day: date) -> SampleInvoice:
        return SampleInvoice(
            seller=self.companies[company],
            tax_id=self.tax_ids[company],
            address=self.addresses[company],
            number=str(number),
            date=day,
            lines=(SampleLine(name=product.name, sku=product.sku, quantity=quantity, price=product.price),),
            language=self.language,
            currency=self.currency,
            layout=self.layout,
            buyer=self.partners[0].name,
        )


SKUS = ("ABC-100", "ABC-320", "RAD-10", "PM-25", "TH-20", "VLV-15")
POINTS = (120, 200, 15, 30, 10, 4)


def _products(names: tuple[str, ...], prices: tuple[int, ...]) -> tuple[Product, ...]:
    rows = zip(SKUS, names, POINTS, prices, strict=True)
    return tuple(Product(sku=sku, name=name, points=points, price=price) for sku, name, points, price in rows)


def _partners(*names: str) -> tuple[Partner, ...]:
    kinds = (Occupation.INSTALLER, Occupation.SELLER)
    return tuple(Partner(name=name, occupation=kinds[turn % 2], company=turn % 2) for turn, name in enumerate(names))


CASTS = {
    "ru": Cast(
        language="ru",
        timezone="Europe/Moscow",
        programme="Тёплый клуб",
        operator="ООО «Северное тепло», Москва",
        contact="club@severnoe-teplo.example",
        companies=("Тепломаркет", "Дом тепла"),
        products=_products(
            (
                "Котёл газовый 24 кВт",
                "Котёл конденсационный 32 кВт",
                "Радиатор, 10 секций",
                "Насос циркуляционный 25-60",
                "Термостат комнатный",
                "Кран термостатический",
            ),
            (42_900_00, 78_500_00, 6_900_00, 9_800_00, 3_450_00, 1_150_00),
        ),
        owner="Ольга Крылова",
        moderator="Марина Белова",
        partners=_partners(
            "Иван Соколов",
            "Анна Лебедева",
            "Пётр Зайцев",
            "Дарья Орлова",
            "Сергей Волков",
            "Елена Морозова",
            "Тимур Сафин",
            "Галина Фомина",
        ),
        tax_ids=("7700000016", "7800000028"),
        addresses=("г. Москва, ул. Заводская, д. 12", "г. Санкт-Петербург, пр. Энергетиков, д. 3"),
        currency="RUB",
        layout=Layout.NAKLADNAYA,
        hint="Это демо. Отправьте накладную с телефона Ивана: нажмите на скрепку или перетащите снимок. "
        "Затем одобрите продажу на телефоне Марины.",
    ),
    "it": Cast(
        language="it",
        timezone="Europe/Rome",
        programme="Club Calore",
        operator="Nord Calore S.p.A., Torino",
        contact="club@nordcalore.example",
        companies=("Termoidraulica Bianchi", "Clima Casa"),
        products=_products(
            (
                "Caldaia a gas 24 kW",
                "Caldaia a condensazione 32 kW",
                "Radiatore 10 elementi",
                "Pompa di circolazione 25-60",
                "Termostato ambiente",
                "Valvola termostatica",
            ),
            (1_190_00, 2_150_00, 145_00, 210_00, 89_00, 24_00),
        ),
        owner="Chiara Fontana",
        moderator="Marta Greco",
        partners=_partners(
            "Marco Rossi",
            "Giulia Conti",
            "Luca Ferri",
            "Sara Moretti",
            "Paolo Bruno",
            "Elena Riva",
            "Dario Costa",
            "Anna Villa",
        ),
        tax_ids=("IT01234560017", "IT09876540015"),
        addresses=("Via dell’Industria 8, 10135 Torino", "Viale Europa 41, 20090 Segrate (MI)"),
        currency="EUR",
        layout=Layout.FATTURA,
        hint="Questa è una demo. Manda una fattura dal telefono di Marco: tocca la graffetta o trascina una foto. "
        "Poi approva la vendita dal telefono di Marta.",
    ),
    "en": Cast(
        language="en",
        timezone="Europe/London",
        programme="Warm Club",
        operator="North Heat Ltd, Leeds",
        contact="club@northheat.example",
        companies=("Hill Heating", "Warm Homes"),
        products=_products(
            (
                "Gas boiler 24 kW",
                "Condensing boiler 32 kW",
                "Radiator, 10 sections",
                "Circulation pump 25-60",
                "Room thermostat",
                "Thermostatic valve",
            ),
            (990_00, 1_850_00, 120_00, 180_00, 75_00, 19_00),
        ),
        owner="Olivia Stone",
        moderator="Martha Bell",
        partners=_partners(
            "Jack Hill",
            "Anna Reed",
            "Peter Marsh",
            "Daisy Cole",
            "Sam Wolfe",
            "Ellen Frost",
            "Tim Safford",
            "Grace Fenn",
        ),
        tax_ids=("GB123456782", "GB876543214"),
        addresses=("14 Foundry Lane, Leeds LS9 8AA", "3 Canal Street, Bristol BS2 0XJ"),
        currency="GBP",
        layout=Layout.INVOICE,
        hint="This is a demo. Send an invoice from Jack’s phone: tap the paper clip or drag a picture. "
        "Then approve the sale on Martha’s phone.",
    ),
}
"""The demo by language."""
