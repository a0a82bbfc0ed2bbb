"""Pages that stand in front of the page, and how they are known."""
