"""What the desks do, with a real database and no Home Assistant."""
