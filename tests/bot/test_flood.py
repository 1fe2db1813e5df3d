"""Flood control and its buckets, on a clock of their own."""

import pytest

from bot import bucket, flood
from bot.bucket import Bucket
from bot.flood import Flood


class Time:
    """The time module's monotonic clock, moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(bucket, "time", found)
    monkeypatch.setattr(flood, "time", found)
    return found


def test_a_bucket_fills_as_time_goes_by_and_never_above_its_rim(time: Time) -> None:
    found = Bucket(rate=2, capacity=3)
    assert [found.take() for _ in range(4)] == [True, True, True, False]
    assert found.delay() == pytest.approx(0.5)
    time.now += 0.5
    assert found.take()
    time.now += 100
    assert [found.take() for _ in range(4)] == [True, True, True, False]


def test_an_overdrawn_bucket_lets_the_others_wait_longer(time: Time) -> None:
    found = Bucket(rate=1, capacity=1)
    for _ in range(4):
        found.overdraw()
    assert found.delay() == pytest.approx(4)


def test_a_phone_back_from_a_cellar_passes(time: Time) -> None:
    found = Flood()
    assert all(found.admits("user:1", picture=True) for _ in range(60))
    assert all(found.admits("user:1", picture=False) for _ in range(120))


def test_what_no_human_sends_is_held_back_for_that_lane_only(time: Time) -> None:
    found = Flood()
    admitted = [found.admits("user:1", picture=False) for _ in range(500)]
    assert sum(admitted) == 120
    assert found.admits("user:2", picture=False)
    time.now += 1
    assert found.admits("user:1", picture=False)


def test_a_flooder_is_told_once_a_minute(time: Time) -> None:
    found = Flood()
    told = 0
    for _ in range(600):
        told += found.may_tell("user:1")
        time.now += 0.2
    assert told == 2
    assert found.may_tell("user:2")


def test_only_so_many_lanes_are_remembered(time: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one least heard of is forgotten: memory is bounded, and forgetting is kind."""
    monkeypatch.setattr(flood, "REMEMBERED", 2)
    found = Flood(actions=1, pictures=1)
    assert found.admits("a", picture=False)
    assert found.admits("b", picture=False)
    assert not found.admits("a", picture=False)
    assert found.admits("c", picture=False)
    assert found.admits("b", picture=False)
