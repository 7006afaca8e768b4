"""What came of the meetings: attendance in figures, on cards, in spreadsheets and in the yearly report."""
