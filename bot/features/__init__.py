"""What the bot can do, one folder per capability."""
