"""Reminders before a meeting: the ladder of each body, how much each person wants, and what goes out next."""
