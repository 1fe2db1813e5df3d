"""The programme's conditions: asked of members before a prize, corrected by the staff."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.runner import Returned
from bot.showing import change
from bot.taps_people import Doing, Who
from bot.taps_start import Fits
from bot.views import eligibility as views
from bot.views import person_card as cards
from core.clock import Clock
from core.ids import PersonId
from core.people import eligibility
from core.people.eligibility import Fitness
from core.people.person_card import person_card
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="eligibility")
router.callback_query.filter(IsMember())


@router.callback_query(Fits.filter())
async def take_answer(
    query: CallbackQuery, callback_data: Fits, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    await eligibility.say(session, person.id, yes=callback_data.yes, now=clock())
    fitness = await eligibility.fitness_of(session, person, programme.options)
    return change(query, views.thanks() if fitness is Fitness.FIT else views.not_any_more(fitness, programme))


@router.callback_query(Who.filter((F.do == Doing.CONDITIONS) & F.chosen))
async def correct(
    query: CallbackQuery, callback_data: Who, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    whom = PersonId(callback_data.id)
    await eligibility.correct(session, whom, may=bool(callback_data.value), by=person.id, now=clock())
    card = await person_card(session, whom, by=person.id)
    return change(query, cards.card(card, person, programme, note=cards.changed()))


@router.callback_query(Who.filter(F.do == Doing.CONDITIONS))
async def show(
    query: CallbackQuery, callback_data: Who, person: Person, programme: Programme, session: AsyncSession
) -> Returned:
    card = await person_card(session, PersonId(callback_data.id), by=person.id)
    fitness = await eligibility.fitness_of(session, card.person, programme.options)
    return change(query, views.correct(card, fitness))
