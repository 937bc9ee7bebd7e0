"""Number plates painted from millimetre layouts: what the plate reader and the plate detector learn from."""
