"""The facts of a sentence: sites, people, prices, terms, task numbers."""
