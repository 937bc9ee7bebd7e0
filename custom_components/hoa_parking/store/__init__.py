"""The database: the only place with SQLAlchemy."""
