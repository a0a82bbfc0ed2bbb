"""What comes in from outside: requests, tables, tools' files, forwarded mail."""
