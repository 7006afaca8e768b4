"""Echo bots on Microsoft's three Python kits, wired as their samples are; each runs in an environment of its own."""
