"""Meetings in people's own calendars: a file for each, and addresses to subscribe to."""
