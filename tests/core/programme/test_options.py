"""Options: what is not set holds by default, and only what differs is kept."""

import pytest
from pydantic import ValidationError

from core.programme.options import Options, options_of, stored_of


def test_only_what_differs_is_kept() -> None:
    assert stored_of(Options()) == {}
    assert stored_of(Options(review_working_days=5)) == {"review_working_days": 5}


def test_what_was_kept_is_read_again() -> None:
    changed = Options(claim_window_days=60)
    assert options_of(stored_of(changed)) == changed
    assert options_of({}) == Options()


def test_a_value_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError):
        options_of({"claim_window_days": "soon"})
