"""What sentences and buttons do to the ledger: one function for each act."""
