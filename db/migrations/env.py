"""Runs the notebook's migrations on the connection, and in the transaction, that the program hands over."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=None, render_as_batch=True)
context.run_migrations()
