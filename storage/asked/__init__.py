"""What people ask of the ledger, page by page; a range of time holds its beginning and not its end."""
