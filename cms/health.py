"""For the machine's own watchers: alive, and ready to serve."""

from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.catalogue.shelf import shelf


@never_cache
@require_safe
def alive(request):
    """`/healthz`: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def ready(request):
    """`/readyz`: the database answers, and the shelf can be read."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        shelf.index()
    except DatabaseError:
        return HttpResponse("not ready", content_type="text/plain", status=503)
    return HttpResponse("ready", content_type="text/plain")
