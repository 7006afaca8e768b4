"""Södertörnsboten: the cooperation's bot inside Microsoft Teams."""
