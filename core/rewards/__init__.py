"""Rewards: the prize list, and orders that hold points until a prize is handed over or the order is cancelled."""
