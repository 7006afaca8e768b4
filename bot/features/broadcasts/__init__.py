"""What the secretariat says to many: an audience as a rule, a preview, a second pair of eyes, and what became of it."""
