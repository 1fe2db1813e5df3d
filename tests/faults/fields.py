"""Every field that a person can fill in with words: how it is come to, and where what was typed is looked at.

A step of a flow that nobody has listed here fails a test, and so does a setting that is typed.
"""

from tests.faults.field import Field
from tests.faults.fields_of_people import OF_PEOPLE, UNASKED_FOR
from tests.faults.fields_of_sales import OF_SALES
from tests.faults.fields_of_the_house import OF_THE_HOUSE

FIELDS: tuple[Field, ...] = (*OF_SALES, *OF_THE_HOUSE, *OF_PEOPLE)
"""What some step awaits."""
EVERYTHING = (*FIELDS, *UNASKED_FOR)

NO_WORDS = frozenset(
    {"Join:consents", "Join:occupation", "Join:conditions", "SetUp:languages", "Correcting:menu", "Declining:again"}
)
"""Steps that are answered by buttons alone: words are told so."""
