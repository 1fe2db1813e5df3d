"""What the programme decides, tested without any messenger."""
