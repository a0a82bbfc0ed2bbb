"""Lists that people read and work in."""
