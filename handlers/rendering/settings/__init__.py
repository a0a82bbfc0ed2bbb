"""The settings of a channel and its workspace: what stands, and the form, section by section."""
