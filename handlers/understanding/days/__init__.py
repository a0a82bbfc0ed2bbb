"""Days, times of day and periods in a sentence."""
