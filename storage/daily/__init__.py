"""The daily digest: when a channel's is called, and what stands in it."""
