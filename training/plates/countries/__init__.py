"""One module a country: what its plates say and how they are laid out, in millimetres."""
