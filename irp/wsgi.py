"""The web server's entry: gunicorn in service mode, waitress in embedded mode."""

import os

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irp.settings")


class Request(WSGIRequest):
    """Django's request, which reads as UTF-8 what is said to be in no character set of text.

    Django meets such a name ("charset=hex") before any middleware, and the server answers with a
    bare 500.
    """

    def _set_content_type_params(self, meta: dict[str, str]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # not in the stubs
        except (LookupError, ValueError):
            self._encoding = "utf-8"


application: WSGIHandler = get_wsgi_application()
application.request_class = Request
