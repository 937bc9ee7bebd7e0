"""The doors: who may come in, and in what shape."""
