"""A voluntary quiz about priorities and goals, counted without names."""
