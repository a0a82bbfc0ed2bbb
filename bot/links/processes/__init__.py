"""Reading processes, and batches on several cores."""
