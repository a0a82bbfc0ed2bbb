"""The work ledger: what was asked of which site, by whom, and what came of it."""
