"""Who is who: municipalities, bodies and the people the bot has met. The one feature that others may import."""
