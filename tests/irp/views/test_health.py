"""Whether the site can serve, asked by the container's health check."""

import logging

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from irp.heartbeat import give_sign


@pytest.mark.django_db
def test_health_needs_no_sign_in_and_tells_nothing():
    give_sign("celery@one")
    response = Client().get("/health")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_health_is_asked_over_plain_http_even_where_https_is_forced(settings):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/health").status_code == 200
    assert Client().get("/sign-in").status_code == 301


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_503(monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", fail)
    with caplog.at_level(logging.ERROR):
        response = Client().get("/health")
    assert response.status_code == 503 and b"gone" not in response.content
    assert response["Retry-After"] == "60"
    assert "The database does not answer" in caplog.text
