"""Values in, words and buttons out: the only place that knows wording and layout."""
