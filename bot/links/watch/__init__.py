"""Watching a site whose page is not known yet: its feeds, its sitemaps and the links of its front page."""
