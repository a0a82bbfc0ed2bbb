"""What every message is made of: blocks, escapes, words, buttons."""
