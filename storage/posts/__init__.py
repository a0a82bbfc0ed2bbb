"""What is said in Slack: written with the change that makes it true, claimed, said once."""
