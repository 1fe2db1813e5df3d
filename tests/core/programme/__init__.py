"""The programme: first start and its questions."""
