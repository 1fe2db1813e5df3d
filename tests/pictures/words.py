"""What people type in the pictures, by language; who they are stands in the demo's cast."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language's."""

    star: str
    """How the button begins that names points stars."""
    home: str
    """The time zone's city, as its button has it."""
    more: tuple[str, ...]
    """Partners beyond the demo's eight: twenty in all."""
    colleague: str
    """The other manager."""
    occupations: tuple[str, str]
    dial: str
    prize: tuple[str, str]
    """A name, and a line about it."""
    question: str
    answer: str
    thanks: str
    news: str


WORDS = {
    "en": Words(
        star="1 star",
        home="London",
        more=(
            *("Harry Lowe", "Nora Bright", "Owen Clarke", "Lucy Barnes", "Alan Shaw", "Mary Dunn"),
            *("Kevin Price", "Rose Parker", "Hugh Lane", "Emma West", "Neil Burton", "Kate Moss"),
        ),
        colleague="Laura King",
        occupations=("installer", "seller"),
        dial="+44 7700 900",
        prize=("Cordless drill", "18 V, two batteries, in a case"),
        question="Will the new boilers be in the programme too?",
        answer="Yes, from the first of May: 150 stars each.",
        thanks="Great, thank you!",
        news="From May there is a new prize: a weekend for two. Five sales and it is yours!",
    ),
    "ru": Words(
        star="1 звезда",
        home="Москва",
        more=(
            *("Олег Громов", "Нина Фролова", "Артём Жуков", "Лидия Панова", "Антон Шилов", "Мария Дёмина"),
            *("Кирилл Попов", "Роза Ильина", "Глеб Носов", "Ева Крюкова", "Николай Бугров", "Катя Мохова"),
        ),
        colleague="Вера Котова",
        occupations=("монтажник", "продавец"),
        dial="+7 900 000 0",
        prize=("Шуруповёрт", "18 В, два аккумулятора, в кейсе"),
        question="Новые котлы тоже будут в программе?",
        answer="Да, с первого мая: 150 звёзд за каждый.",
        thanks="Отлично, спасибо!",
        news="С мая новый приз: выходные на двоих. Пять продаж, и он ваш!",
    ),
    "it": Words(
        star="1 stella",
        home="Roma",
        more=(
            *("Andrea Galli", "Nora Leone", "Fabio Serra", "Lucia Basile", "Aldo Neri", "Maria Donati"),
            *("Carlo Prati", "Rosa Parisi", "Ugo Landi", "Emma Vitali", "Nico Barbieri", "Irene Moro"),
        ),
        colleague="Laura Marini",
        occupations=("installatore", "venditore"),
        dial="+39 333 000 0",
        prize=("Trapano avvitatore", "18 V, due batterie, con valigetta"),
        question="Ci saranno anche le nuove caldaie nel programma?",
        answer="Sì, dal primo maggio: 150 stelle ciascuna.",
        thanks="Ottimo, grazie!",
        news="Da maggio c’è un nuovo premio: un weekend per due. Cinque vendite ed è tuo!",
    ),
}
