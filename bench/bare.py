"""One bare Django page to measure against: a signed-in person, one query, a short list."""

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

# As `django-admin startproject` writes it.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = """<!doctype html>
<html lang="en"><title>Bare</title><h1>{{ request.user }}</h1>
<ul>{% for person in people %}<li>{{ person }}</li>{% endfor %}</ul></html>
"""


def bare(request: HttpRequest) -> HttpResponse:
    """Show up to twenty people."""
    people = get_user_model().objects.all()[:20]
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render({"people": people}, request))


urlpatterns = [path("bare", bare)]
