"""The Store port on the embedded TinyDB store and on PostgreSQL."""
