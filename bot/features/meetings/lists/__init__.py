"""Lists of meetings from files, one row for each meeting."""
