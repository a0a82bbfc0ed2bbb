"""Watched placements: when each is looked at, what was seen, and what that means for its state."""
