"""A page as a browser builds it, and the links on it."""
