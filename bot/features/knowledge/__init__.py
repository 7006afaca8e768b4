"""Answers: the facts, how a question is understood, and the way to the secretariat for what is not known."""
