"""Products, their rates, and the companies people work for."""
