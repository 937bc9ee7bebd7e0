"""Eyes: one outside library a file, each behind a one-method port."""
