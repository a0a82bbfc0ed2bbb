"""The forms that people fill in, and what stands in them when they are sent."""
