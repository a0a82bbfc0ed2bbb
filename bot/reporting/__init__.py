"""Reports as people get them: text, JSON, spreadsheet, PDF, picture. What is heavy is imported late."""
