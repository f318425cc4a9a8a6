"""A backend of tasks that does them where they are enqueued."""

from django_tasks.backends.immediate import ImmediateBackend

from cms.indexing import OncePerCommit


class Backend(OncePerCommit, ImmediateBackend):
    """As on a site, what indexes waits for the commit; all else happens at once."""
