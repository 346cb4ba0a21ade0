"""The web server's entry: gunicorn in service mode, waitress in embedded mode."""

import gc
import os

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irp.settings")


class Request(WSGIRequest):
    """Django's request, which leaves it to the middleware to refuse a query (`OnlyReadable`).

    Where a character set is named, Django reads the query before any middleware, and the server
    answers with a bare 500 to "charset=hex" and to 1,200 fields.
    """

    def _set_content_type_params(self, meta: dict[str, str]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # not in the stubs
        except (LookupError, ValueError, SuspiciousOperation):
            self._encoding = "utf-8"


application: WSGIHandler = get_wsgi_application()
application.request_class = Request
# What is loaded stays until the process ends: no collection looks through it again. A page of a
# large plan makes tens of thousands of tuples that need none, so none falls within a page.
gc.freeze()
gc.set_threshold(50_000)
