"""Delivery: outbox rows become messages, in order for each chat, within limits, whatever the network does."""
