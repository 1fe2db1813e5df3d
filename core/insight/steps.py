"""A coarse scale of points: exact up to 32, then sixteen steps to every doubling, so that few rows cover any range."""

FINE = 5
HALF = 1 << (FINE - 1)


def step(points: int) -> int:
    """The step that positive points lie in; more points never lie in a lower one."""
    shift = max(0, points.bit_length() - FINE)
    return shift * HALF + (points >> shift)


def first_above(step: int) -> int:
    """The fewest points that lie above a step."""
    following = step + 1
    shift = max(0, following // HALF - 1)
    return (following - shift * HALF) << shift
