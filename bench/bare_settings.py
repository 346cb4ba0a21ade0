"""Settings of a bare Django site, as `django-admin startproject` writes them."""

import os
from pathlib import Path

from bench.bare import MIDDLEWARE  # noqa: F401  (a setting)

SECRET_KEY = "of a site that is started for a measurement and holds nothing"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.bare"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(os.environ["IRP_STATE"]) / "bare.sqlite3"),
    }
}
USE_TZ = True
STATIC_URL = "static/"
