"""What a database keeps of deleted rows in its files, and getting rid of that too.

SQLite overwrites what it deletes (`secure_delete`), but moved pages and the write-ahead
log may hold copies: the file is written anew and the log emptied. PostgreSQL keeps dead
rows until a table is written anew. What lies in PostgreSQL's own write-ahead log and in
the host's back-ups, only time takes away (docs/deploy.md).
"""

from django.db import connection
from django_tasks import task

# Tables with sealed names and lists in them.
SEALED_TABLES = (
    "learning_identity",
    "learning_keptplan",
    "learning_rosterimport",
    "learning_card",
)


@task()
def wipe_traces() -> None:
    """Write anew what held names; outside any transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in SEALED_TABLES:
                cursor.execute(f"VACUUM FULL {table}")
