"""How link builders say things: the phrase lists, and the patterns made of them."""
