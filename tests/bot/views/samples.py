"""A programme and a person whose every text is as long and as odd as it may be."""

from core.ids import PersonId, ProgrammeId
from core.people.persons import Person
from core.people.roles import Occupation, Role, ShownAs, Status
from core.programme.options import Options
from core.programme.points_names import default_names
from core.programme.programmes import Programme

ODD = "<b>&\"'"


def programme() -> Programme:
    return Programme(
        id=ProgrammeId(1),
        name=(ODD * 20)[:64],
        locale="ru",
        locales=("ru", "it", "en"),
        timezone="Europe/Moscow",
        points_names=default_names(),
        points_live_months=12,
        operator=(ODD * 60)[:300],
        contact=(ODD * 60)[:300],
        options=Options(),
        set_up=True,
    )


def person(role: Role = Role.OWNER, *, shown_as: ShownAs = ShownAs.NAME) -> Person:
    return Person(
        id=PersonId(7),
        programme_id=ProgrammeId(1),
        role=role,
        occupation=Occupation.INSTALLER,
        status=Status.ACTIVE,
        locale="ru",
        timezone="Asia/Omsk",
        shown_as=shown_as,
        agreed=True,
    )
