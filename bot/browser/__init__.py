"""A page on this machine where the bot can be tried without Teams."""
