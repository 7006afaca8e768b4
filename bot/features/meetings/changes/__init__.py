"""Changing what a meeting is about and where it is: agenda, guests, papers, place, link and how one takes part."""
