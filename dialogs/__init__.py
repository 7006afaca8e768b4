"""Conversations of several turns, as explicit state machines with plain JSON state."""
