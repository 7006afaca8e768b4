"""The roll call: who was at a meeting, noted by the chair or the secretariat, corrected, and asked about afterwards."""
