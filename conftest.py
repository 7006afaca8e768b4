"""Fixtures for every room: `postgres_url` is the address of an empty schema in a real PostgreSQL."""

pytest_plugins = ("tests.store.postgres",)
