"""Who comes to a meeting: asked about before it, and answered for those who phoned."""
