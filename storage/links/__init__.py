"""The result ledger: backlinks, who told of them, and where they came from."""
