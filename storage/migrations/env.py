"""Alembic's entry: runs inside the transaction that ``storage.migrate`` opened, and needs no alembic.ini."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
