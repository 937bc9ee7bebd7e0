"""Steps from each schema to the next; a step that is released never changes."""
