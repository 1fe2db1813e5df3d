"""What people choose for themselves."""

import pytest

from core.db.database import Database
from core.people import pii, preferences
from core.people.persons import Person
from core.people.pii import Pii
from core.people.preferences import NicknameMissing
from core.people.roles import ShownAs
from core.programme import setup
from core.programme.locales import LocaleNotOffered
from core.programme.text import TextUnusable
from core.programme.zones import ZoneUnknown
from tests.core.people.world import NOW, act, join


async def test_a_language_is_one_of_the_programmes(db: Database, owner: Person) -> None:
    await act(db, setup.set_languages, ["ru", "it"], main="ru", by=owner.id, now=NOW)
    assert (await act(db, preferences.set_locale, owner.id, "it")).locale == "it"
    with pytest.raises(LocaleNotOffered) as refusal:
        await act(db, preferences.set_locale, owner.id, "en")
    assert refusal.value.offered == ("ru", "it")


async def test_a_zone_is_a_real_one(db: Database, owner: Person) -> None:
    with pytest.raises(ZoneUnknown):
        await act(db, preferences.set_timezone, owner.id, "Europe/Atlantis")
    assert (await act(db, preferences.set_timezone, owner.id, "екатеринбург")).timezone == "Asia/Yekaterinburg"


async def test_a_nickname_is_made_up_before_it_is_shown(db: Database, owner: Person) -> None:
    partner = await join(db, owner.id)
    with pytest.raises(NicknameMissing):
        await act(db, preferences.set_shown_as, partner.id, ShownAs.NICKNAME)
    assert (await act(db, preferences.set_nickname, partner.id, " Горелка ")).shown_as is ShownAs.NICKNAME
    assert await act(db, pii.read, partner.id) == Pii(name="Пётр", nickname="Горелка")
    await act(db, preferences.set_shown_as, partner.id, ShownAs.HIDDEN)
    assert (await act(db, preferences.set_shown_as, partner.id, ShownAs.NICKNAME)).shown_as is ShownAs.NICKNAME


async def test_a_new_name_leaves_the_rest(db: Database, owner: Person) -> None:
    partner = await join(db, owner.id)
    await act(db, preferences.set_nickname, partner.id, "Горелка")
    await act(db, preferences.set_name, partner.id, "Пётр Ильич")
    with pytest.raises(TextUnusable):
        await act(db, preferences.set_name, partner.id, "")
    assert await act(db, pii.read, partner.id) == Pii(name="Пётр Ильич", nickname="Горелка")
