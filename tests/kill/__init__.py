"""Both programs, killed at random moments."""
