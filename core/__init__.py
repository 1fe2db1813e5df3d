"""What the programme knows and decides, without knowing any messenger."""
