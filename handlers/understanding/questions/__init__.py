"""Questions about the ledger and requests to the bot itself."""
