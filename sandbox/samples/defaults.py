"""Invoices of a manufacturer of heating equipment, for a sandbox that was given none."""

from datetime import date, timedelta

from sandbox.samples.invoice import Layout, SampleInvoice, SampleLine


def default_samples(today: date) -> tuple[SampleInvoice, ...]:
    """Two Russian, two Italian and two English invoices of the last days before `today`."""
    return (*_russian(today), *_italian(today), *_english(today))


def _russian(today: date) -> tuple[SampleInvoice, ...]:
    return (
        SampleInvoice(
            seller="ООО «Тепломаркет»",
            tax_id="7700000016",
            address="г. Москва, ул. Заводская, д. 12",
            buyer="ИП Соколов А. В.",
            number="4411",
            date=today - timedelta(days=1),
            lines=(SampleLine(name="Котёл газовый настенный 24 кВт", sku="ABC-100", quantity=2, price=42_900_00),),
            language="ru",
            currency="RUB",
            layout=Layout.NAKLADNAYA,
        ),
        SampleInvoice(
            seller="ООО «Дом тепла»",
            tax_id="7800000028",
            address="г. Санкт-Петербург, пр. Энергетиков, д. 3",
            buyer="ООО «Монтаж-Сервис»",
            number="Д-1207",
            date=today - timedelta(days=3),
            lines=(
                SampleLine(name="Котёл конденсационный 32 кВт", sku="ABC-320", quantity=1, price=78_500_00),
                SampleLine(name="Термостат комнатный", sku="TH-20", quantity=3, price=3_450_00),
                SampleLine(name="Насос циркуляционный 25-60", sku="PM-25", quantity=1, price=9_800_00),
            ),
            language="ru",
            currency="RUB",
            layout=Layout.NAKLADNAYA,
        ),
    )


def _italian(today: date) -> tuple[SampleInvoice, ...]:
    return (
        SampleInvoice(
            seller="Termoidraulica Bianchi S.r.l.",
            tax_id="IT01234560017",
            address="Via dell’Industria 8, 10135 Torino",
            buyer="Impianti Rossi di Marco Rossi",
            number="318/A",
            date=today - timedelta(days=2),
            lines=(
                SampleLine(name="Caldaia murale a gas 24 kW", sku="ABC-100", quantity=1, price=1_190_00),
                SampleLine(name="Termostato ambiente", sku="TH-20", quantity=1, price=89_00),
            ),
            language="it",
            currency="EUR",
            layout=Layout.FATTURA,
        ),
        SampleInvoice(
            seller="Calor Più S.p.A.",
            tax_id="IT09876540019",
            address="Viale Europa 41, 20090 Segrate",
            buyer="Idraulica Conti",
            number="77-2201",
            date=today - timedelta(days=5),
            lines=(
                SampleLine(name="Radiatore bimetallico 500/10", sku="RD-500", quantity=12, price=94_50),
                SampleLine(name="Circolatore 25-60", sku="PM-25", quantity=2, price=138_00),
            ),
            language="it",
            currency="EUR",
            layout=Layout.FATTURA,
        ),
    )


def _english(today: date) -> tuple[SampleInvoice, ...]:
    return (
        SampleInvoice(
            seller="Northgate Heating Supplies",
            tax_id="GB 100 0000 12",
            address="14 Foundry Lane, Leeds",
            buyer="Hartley Plumbing Ltd",
            number="INV-2087",
            date=today - timedelta(days=1),
            lines=(
                SampleLine(name="Wall-hung gas boiler 24 kW", sku="ABC-100", quantity=1, price=1_049_00),
                SampleLine(name="Bimetal radiator 500/10", sku="RD-500", quantity=8, price=86_00),
            ),
            language="en",
            currency="GBP",
            layout=Layout.INVOICE,
        ),
        SampleInvoice(
            seller="Warm Home Depot",
            tax_id="GB 100 0000 45",
            address="3 Canal Street, Bristol",
            buyer="Pryce & Daughters",
            number="55310",
            date=today - timedelta(days=4),
            lines=(SampleLine(name="Condensing boiler 32 kW", sku="ABC-320", quantity=2, price=1_780_00),),
            language="en",
            currency="GBP",
            layout=Layout.INVOICE,
        ),
    )
