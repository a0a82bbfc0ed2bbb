"""What is kept for how long, handed out whole, and forgotten on request."""
