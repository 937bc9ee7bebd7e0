"""HOA Parking: parking and gate access for homeowners' associations."""
