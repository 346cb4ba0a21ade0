"""The web server's entry: gunicorn in service mode, waitress in embedded mode."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irp.settings")

application = get_wsgi_application()
