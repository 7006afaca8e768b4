"""The yearly report as a document: its chapters in words, tables and plots."""
