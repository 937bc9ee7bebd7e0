"""Where work is done, one desk a noun; knows no HTTP and no entity."""
