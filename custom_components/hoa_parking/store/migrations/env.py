"""What Alembic runs to migrate: one step, one transaction, on the connection it is given."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
