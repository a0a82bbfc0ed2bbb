"""robots.txt, as Google reads it."""
