"""Who it is for: workspaces, channels, people, and what they set."""
