"""A year's attendance as a spreadsheet that can be counted on."""
