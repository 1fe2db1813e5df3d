"""Every refusal and every notice has words, whichever module finds them: who imports from here knows them all."""

from bot.views import (
    notices,
    notices_claims,
    notices_people,
    wording_claims,
    wording_people,
    wording_points,
    wording_programme,
)
from bot.views import wording as refusals

WORDED_IN = (notices_claims, notices_people, wording_claims, wording_people, wording_points, wording_programme)

word = notices.word
wording = refusals.wording
