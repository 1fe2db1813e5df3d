"""The durable side of a messenger channel: inbox, conversations, cards, outbox."""
