"""Three papers as sellers of three countries write them."""

from collections.abc import Callable
from datetime import date
from random import Random

from PIL import Image

from sandbox.samples.invoice import Layout, SampleInvoice
from sandbox.samples.sheet import GREY, INK, MARGIN, PEN, WIDTH, Column, Sheet

RIGHT = WIDTH - MARGIN
MONTHS_RU = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PERCENT = {Layout.NAKLADNAYA: 22, Layout.FATTURA: 22, Layout.INVOICE: 20}
RUSSIA_RAISED = 2026
"""The year in which Russia's tax rose from 20 to 22 per cent."""
SIGNS = {"RUB": "₽", "EUR": "€", "GBP": "£", "USD": "$"}


def draw(invoice: SampleInvoice, rng: Random) -> Image.Image:
    """The paper as a flat page, RGB, 1240 × 1754."""
    sheet = Sheet()
    LAYOUTS[invoice.layout](sheet, invoice, rng)
    return sheet.image


def amount(minor: int, *, thousands: str, decimal: str) -> str:
    """`1 234,50` from 123450."""
    whole, rest = divmod(minor, 100)
    return f"{whole:,}".replace(",", thousands) + f"{decimal}{rest:02d}"


def vat(invoice: SampleInvoice) -> tuple[int, int]:
    """The tax's per cent, and the part of the total that it makes, in minor units."""
    before = invoice.layout is Layout.NAKLADNAYA and invoice.date.year < RUSSIA_RAISED
    percent = 20 if before else PERCENT[invoice.layout]
    return percent, round(invoice.total * percent / (100 + percent))


def _nakladnaya(sheet: Sheet, invoice: SampleInvoice, rng: Random) -> None:
    def money(minor: int) -> str:
        return amount(minor, thousands="\u00a0", decimal=",")

    sheet.text(RIGHT, 84, "Унифицированная форма № ТОРГ-12", size=18, colour=GREY, align="r")
    sheet.text(MARGIN, 130, invoice.seller, size=30, bold=True)
    sheet.text(MARGIN, 172, _line(f"ИНН {invoice.tax_id}", invoice.address), size=22, colour=GREY)
    sheet.rule(MARGIN, 216, RIGHT, width=3, colour=INK)
    sheet.text(MARGIN, 262, f"Товарная накладная № {invoice.number}", size=46, bold=True)
    sheet.text(MARGIN, 324, f"от {_date_ru(invoice.date)}", size=30)
    parties = (("Поставщик:", invoice.seller), ("Покупатель:", invoice.buyer), ("Основание:", "Основной договор"))
    for row, (label, value) in enumerate(parties):
        sheet.text(MARGIN, 396 + row * 42, label, size=24, colour=GREY)
        sheet.text(MARGIN + 170, 396 + row * 42, value, size=24, bold=row == 0)
    columns = (
        Column(title="№", width=54, align="m"),
        Column(title="Товар", width=408),
        Column(title="Артикул", width=140, align="m"),
        Column(title="Кол-во", width=104, align="m"),
        Column(title="Цена, руб.", width=160, align="r"),
        Column(title="Сумма, руб.", width=182, align="r"),
    )
    rows = [
        (str(n), line.name, line.sku, f"{line.quantity} шт", money(line.price), money(line.total))
        for n, line in enumerate(invoice.lines, 1)
    ]
    y = sheet.table(548, columns, rows, grid=True)
    percent, tax = vat(invoice)
    for row, (label, minor) in enumerate((("Итого:", invoice.total), (f"В том числе НДС {percent}%:", tax))):
        sheet.text(RIGHT - 200, y + 22 + row * 38, label, size=24, bold=row == 0, align="r")
        sheet.text(RIGHT - 10, y + 22 + row * 38, money(minor), size=24, bold=row == 0, align="r")
    goods = f"Всего наименований {len(invoice.lines)}, на сумму {money(invoice.total)} руб."
    sheet.text(MARGIN, y + 128, goods, size=24)
    sheet.rule(MARGIN, y + 186, RIGHT, width=3, colour=INK)
    bottom = y + 270
    _signed(sheet, MARGIN, bottom, "Отпустил", rng)
    _signed(sheet, MARGIN + 540, bottom, "Получил", rng)
    sheet.text(MARGIN + 60, bottom + 78, "М.П.", size=20, colour=GREY)
    sheet.stamp(MARGIN + 250, bottom + 90, invoice.seller.upper(), (f"ИНН {invoice.tax_id}", "ДЛЯ НАКЛАДНЫХ"), rng)


def _signed(sheet: Sheet, x: int, y: int, label: str, rng: Random) -> None:
    sheet.text(x, y, label, size=24)
    sheet.rule(x + 130, y + 30, x + 420, colour=INK)
    sheet.signature(x + 170, y + 24, rng)


def _fattura(sheet: Sheet, invoice: SampleInvoice, rng: Random) -> None:
    green = (28, 98, 84)

    def money(minor: int) -> str:
        return amount(minor, thousands=".", decimal=",") + f" {SIGNS.get(invoice.currency, invoice.currency)}"

    sheet.draw.rectangle((0, 0, 26, 1754), fill=green)
    sheet.text(MARGIN, 104, invoice.seller, size=40, bold=True, colour=green)
    sheet.text(MARGIN, 160, invoice.address, size=22, colour=GREY)
    sheet.text(MARGIN, 192, f"P. IVA {invoice.tax_id}", size=22, colour=GREY)
    sheet.text(RIGHT, 104, "FATTURA", size=40, bold=True, align="r")
    sheet.text(RIGHT, 160, f"n. {invoice.number}", size=30, bold=True, align="r")
    sheet.text(RIGHT, 204, f"del {invoice.date:%d/%m/%Y}", size=24, align="r")
    sheet.text(MARGIN, 310, "Spett.le", size=20, colour=GREY)
    sheet.text(MARGIN, 338, invoice.buyer, size=28, bold=True)
    sheet.text(MARGIN, 376, "Pagamento: rimessa diretta", size=22, colour=GREY)
    columns = (
        Column(title="Codice", width=146),
        Column(title="Descrizione", width=430),
        Column(title="Q.tà", width=92, align="r"),
        Column(title="Prezzo IVA incl.", width=180, align="r"),
        Column(title="Importo", width=200, align="r"),
    )
    rows = [(line.sku, line.name, str(line.quantity), money(line.price), money(line.total)) for line in invoice.lines]
    y = sheet.table(470, columns, rows, grid=False, head=green, head_ink=(255, 255, 255)) + 40
    sheet.draw.rectangle((RIGHT - 490, y, RIGHT, y + 68), fill=(228, 240, 236))
    sheet.text(RIGHT - 470, y + 16, "TOTALE", size=30, bold=True, colour=green)
    sheet.text(RIGHT - 10, y + 16, money(invoice.total), size=30, bold=True, align="r")
    percent, tax = vat(invoice)
    for row, (label, minor) in enumerate((("di cui imponibile", invoice.total - tax), (f"di cui IVA {percent}%", tax))):
        sheet.text(RIGHT - 230, y + 88 + row * 40, label, size=24, colour=GREY, align="r")
        sheet.text(RIGHT - 10, y + 88 + row * 40, money(minor), size=24, align="r")
    sheet.text(MARGIN, y + 300, "Timbro e firma", size=20, colour=GREY)
    sheet.rule(MARGIN, y + 420, MARGIN + 400)
    sheet.signature(MARGIN + 90, y + 396, rng)
    sheet.stamp(MARGIN + 380, y + 380, invoice.seller.upper(), ("P. IVA", invoice.tax_id[-11:]), rng)
    sheet.text(MARGIN, 1640, "Documento non valido ai fini fiscali · copia di cortesia", size=18, colour=GREY)


def _invoice(sheet: Sheet, invoice: SampleInvoice, rng: Random) -> None:
    navy = (34, 48, 84)

    def money(minor: int) -> str:
        return SIGNS.get(invoice.currency, f"{invoice.currency} ") + amount(minor, thousands=",", decimal=".")

    sheet.draw.rectangle((0, 0, WIDTH, 190), fill=navy)
    sheet.text(MARGIN, 56, invoice.seller, size=42, bold=True, colour=(255, 255, 255))
    sheet.text(MARGIN, 114, _line(invoice.address, f"VAT {invoice.tax_id}"), size=22, colour=(196, 204, 222))
    sheet.text(MARGIN, 250, "Invoice", size=60, bold=True, colour=navy)
    facts = (
        ("Invoice no.", invoice.number),
        ("Date", f"{invoice.date.day} {MONTHS_EN[invoice.date.month - 1]} {invoice.date.year}"),
        ("Terms", "30 days"),
    )
    for row, (label, value) in enumerate(facts):
        sheet.text(RIGHT - 280, 256 + row * 38, label, size=22, colour=GREY, align="r")
        sheet.text(RIGHT, 254 + row * 38, value, size=24, bold=row == 0, align="r")
    sheet.text(MARGIN, 352, "Bill to", size=20, colour=GREY)
    sheet.text(MARGIN, 380, invoice.buyer, size=28, bold=True)
    columns = (
        Column(title="Item", width=150),
        Column(title="Description", width=440),
        Column(title="Qty", width=88, align="r"),
        Column(title="Price inc. VAT", width=176, align="r"),
        Column(title="Amount", width=194, align="r"),
    )
    rows = [(line.sku, line.name, str(line.quantity), money(line.price), money(line.total)) for line in invoice.lines]
    y = sheet.table(480, columns, rows, grid=False, head=(232, 235, 243), head_ink=navy) + 40
    percent, tax = vat(invoice)
    totals = (("Total due", invoice.total), ("Net of VAT", invoice.total - tax), (f"VAT {percent}%", tax))
    for row, (label, minor) in enumerate(totals):
        size, colour = (28, INK) if row == 0 else (24, GREY)
        sheet.text(RIGHT - 230, y + row * 44, label, size=size, bold=row == 0, colour=colour, align="r")
        sheet.text(RIGHT - 10, y + row * 44, money(minor), size=size, bold=row == 0, align="r")
    sheet.rule(MARGIN, y + 380, MARGIN + 380)
    sheet.signature(MARGIN + 70, y + 358, rng)
    sheet.text(MARGIN, y + 394, "Received in good order", size=20, colour=GREY)
    sheet.draw.rounded_rectangle((RIGHT - 330, y + 270, RIGHT - 40, y + 366), 14, outline=PEN, width=6)
    sheet.text(RIGHT - 185, y + 288, "DELIVERED", size=44, bold=True, colour=PEN, align="m")
    sheet.text(MARGIN, 1640, "Thank you for your business.", size=22, colour=GREY)


def _line(*facts: str) -> str:
    return "  ·  ".join(filter(None, facts))


def _date_ru(day: date) -> str:
    return f"{day.day} {MONTHS_RU[day.month - 1]} {day.year} г."


LAYOUTS: dict[Layout, Callable[[Sheet, SampleInvoice, Random], None]] = {
    Layout.NAKLADNAYA: _nakladnaya,
    Layout.FATTURA: _fattura,
    Layout.INVOICE: _invoice,
}
