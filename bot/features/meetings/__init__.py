"""Meetings: planned, told, answered and moved."""
