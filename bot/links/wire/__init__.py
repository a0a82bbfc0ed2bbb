"""The way to a page: addresses, sockets, redirects, every limit on them."""
