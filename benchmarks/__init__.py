"""Measurements that the project makes of itself, each printed as a table."""
