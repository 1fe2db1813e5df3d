"""Words of Russian, Italian and English that tell quantities, days, documents and units apart."""

from collections.abc import Iterable

NUMBERS: dict[str, int] = {
    word: number
    for number, said in enumerate(
        (
            "один одна одну одно uno una un one",
            "два две двух two due",
            "три трех three tre",
            "четыре четырех four quattro",
            "пять пяти five cinque",
            "шесть шести six sei",
            "семь семи seven sette",
            "восемь восьми eight otto",
            "девять девяти nine nove",
            "десять десяти ten dieci",
        ),
        start=1,
    )
    for word in said.split()
}
"""Small numbers as words, small letters, ё as е."""

DAYS_AGO: dict[str, int] = {
    "сегодня": 0,
    "today": 0,
    "oggi": 0,
    "вчера": 1,
    "yesterday": 1,
    "ieri": 1,
    "позавчера": 2,
    "day before yesterday": 2,
    "the day before yesterday": 2,
    "l'altro ieri": 2,
    "l’altro ieri": 2,
    "altro ieri": 2,
    "ieri l'altro": 2,
    "ieri l’altro": 2,
    "altroieri": 2,
    "avantieri": 2,
    "завтра": -1,
    "tomorrow": -1,
    "domani": -1,
    "послезавтра": -2,
    "day after tomorrow": -2,
    "the day after tomorrow": -2,
    "dopodomani": -2,
}
"""Days as words, and how many they lie back; those to come are known so that they can be told from no date."""

MONTHS: dict[str, int] = {
    prefix: number
    for number, said in enumerate(
        (
            "янв jan gen",
            "фев feb",
            "мар mar",
            "апр apr",
            "мая май may mag",
            "июн jun giu",
            "июл jul lug",
            "авг aug ago",
            "сен sep set",
            "окт oct ott",
            "ноя nov",
            "дек dec dic",
        ),
        start=1,
    )
    for prefix in said.split()
}
"""First three letters of months."""

DOCUMENTS = (
    "накладн[а-я]*|накл|счет-?фактур[а-я]*|счет[а-я]*|сч|чек[а-я]*|упд|ттн|документ[а-я]*|док"
    r"|fattur[ae]|fatt|ft|ddt|d\.d\.t|scontrin[oi]|ricevut[ae]|boll[ae]|documento|doc"
    "|invoices?|inv|receipts?|waybill|bill|document"
)
"""Words before a document's number, as a pattern."""

NUMBER_SIGNS = r"№|\#|n[°º.]|no\.|nr\b\.?|num\b\.?|номер|numero|number|no?(?=\s*\d)"
"""Signs before a document's number, as a pattern."""

SERIALS = (
    r"s\s?/\s?n|sn(?=[\s:.#№]*\w*\d)|serial(?:[ei]|\s+n(?:o|r|umbers?)\.?)?|s\.\s?n\."
    r"|серийн[а-я]*(?:\s+номер[а-я]*)?|сер\.?\s*(?:номер[а-я]*|№)"
    r"|заводск[а-я]*\s+номер[а-я]*|зав\.?\s*(?:номер[а-я]*|№)"
    r"|matricol[ae]|num(?:er[oi])?\.?\s+(?:di\s+serie|serial[ei])|n[°º.]?\s+di\s+serie"
)
"""Words before a serial number, as a pattern."""

CUSTOMERS = r"клиент|заказчик|покупатель|customer|client|buyer|cliente|acquirente"
"""Words before the kind of a customer, as a pattern."""

CUSTOMER_TYPES = {
    "private": (
        r"частн(?:ый|ое|ого|ая|ик)(?:\s+(?:дом|лицо|клиент)[а-я]*)?|физ(?:ическое|\.)?\s?лицо"
        r"|private(?:\s+(?:home|house|person|customer))?|home\s?owner|privat[oi]|casa\s+privata|abitazione"
    ),
    "business": (
        r"бизнес|компани[яи]|фирм[аы]|организаци[яи]|юр(?:идическое|\.)?\s?лицо"
        r"|business|company|aziend[ae]|impres[ae]|ditt[ae]"
    ),
    "public": (
        r"гос(?:учреждени[ея]|\.?\s?заказчик|ударственн[а-я]*(?:\s+учреждени[ея])?)|бюджетн[а-я]*(?:\s+[а-я]+)?"
        r"|public(?:\s+(?:body|sector))?|ent[ei]\s+pubblic[oi]|pubblica\s+amministrazione|p\.?\s?a\."
    ),
    "reseller": (
        r"перепродаж[аи]|торгов(?:ля|ая\s+организация)|магазин|реселлер"
        r"|reseller|trade|shop|rivenditore|negozio"
    ),
}
"""Kinds of customers by their codes, as patterns."""

UNITS = r"шт(?:ук[аи]?)?|ед|pcs?|pieces?|units?|pz|pezz[oi]|unit[aà]|ea"
"""Words after a quantity, as a pattern."""

QUANTITIES = r"кол-?во|количество|qty|quantity|quantit[aà]|q\.?t[aà]"
"""Words before a quantity, as a pattern."""

_FILLERS = """
и в на от за по с для это мой моя продал продала продали продажа установил установила поставил поставила
отгрузил отгрузили купили добрый день здравствуйте привет фото
the of for from and sold sale installed dated hello hi photo
di del della dei delle il lo la le per da con ed ciao foto
venduto venduta vendita vendute venduti installato installata
"""
FILLERS = frozenset(_FILLERS.split())
"""Words that say nothing about the sale."""


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
