"""What has been decided, and whom we have met outside: written down in a sentence, and asked about later."""
