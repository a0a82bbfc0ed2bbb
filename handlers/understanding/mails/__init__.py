"""What a mail means: who wrote to whom, what it answers, and whether a machine wrote it. Pure."""
