"""When things happen: ticks, each calling one idempotent core function."""
