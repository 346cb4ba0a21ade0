"""Whether the site can serve: asked by the container's health check, without signing in.

Ten lines rather than a library: django-health-check answers through an event loop and a second
database connection, and brings a DNS client into every web process.
"""

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from irp.heartbeat import NO_WORKER, no_worker
from irp.outages import RETRY_SECONDS

log = logging.getLogger(__name__)
AGAIN = {"Retry-After": str(RETRY_SECONDS)}


@require_safe
@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, 503 when it does not; nothing of the plan is told.

    Without a worker the site serves all but new packs: that is said, and no reason to stop it.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        words = f"{NO_WORKER}.\n" if no_worker() else "ok\n"
    except Error:
        log.exception("The database does not answer")
        return HttpResponse(
            "The database does not answer.\n", "text/plain", status=503, headers=AGAIN
        )
    return HttpResponse(words, "text/plain")
